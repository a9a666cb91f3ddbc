package org.mailguard.console;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import org.mailguard.config.AddressText;

/**
 * Pieces of what the console shows, in the device's forms. Whatever a stranger may have said goes
 * through {@link #printable}: a terminal obeys ESC, and would obey him.
 */
final class ShownText {
  private ShownText() {}

  /** With control characters and what may turn a line round as {@code \\xNN} or {@code \\uNNNN}. */
  static String printable(String text) {
    StringBuilder shown = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        if (shown != null) {
          shown.append(c);
        }
      } else {
        shown = shown == null ? new StringBuilder(text.substring(0, i)) : shown;
        shown.append((c < 0x100 ? "\\x%02x" : "\\u%04x").formatted((int) c));
      }
    }
    return shown == null ? text : shown.toString();
  }

  private static boolean isPlain(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  static String address(InetAddress address) {
    return AddressText.print(address);
  }

  /** {@code address/port}. */
  static String place(InetSocketAddress place) {
    return address(place.getAddress()) + "/" + place.getPort();
  }

  /** {@code 0:00:43}. */
  static String clock(Duration time) {
    return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  /** {@code 43s}, {@code 1m2s}, {@code 1h0m}, {@code 3D4h}: the two largest units. */
  static String units(Duration time) {
    long days = time.toDays();
    if (days > 0) {
      return days + "D" + time.toHoursPart() + "h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + "h" + time.toMinutesPart() + "m";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + "m" + time.toSecondsPart() + "s"
        : time.toSeconds() + "s";
  }

  /** {@code 2 days 3 hours}, {@code 5 mins 12 secs}: as the device says how long it is up. */
  static String words(Duration time) {
    long days = time.toDays();
    if (days > 0) {
      return count(days, "day") + " " + count(time.toHoursPart(), "hour");
    }
    return time.toHours() > 0
        ? count(time.toHours(), "hour") + " " + count(time.toMinutesPart(), "min")
        : count(time.toMinutes(), "min") + " " + count(time.toSecondsPart(), "sec");
  }

  static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  static String percent(long part, long whole) {
    return whole <= 0 ? "-" : String.format(Locale.ROOT, "%d%%", Math.round(100.0 * part / whole));
  }
}
