package org.mailguard.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.mailguard.events.EventQueue.Stamped;
import org.mailguard.events.SyslogStyle.Form;
import org.mailguard.events.SyslogTarget.Transport;

/** One event as octets on the wire, framed for its transport. */
final class SyslogMessage {
  /** RFC 3164 section 4.1: what every old reader takes. */
  private static final int DEVICE_DATAGRAM = 1024;

  /** RFC 5424 section 6.1 asks for 2048 and has no bound; rsyslog's own is 8 KiB. */
  private static final int LIMIT = 8192;

  private static final DateTimeFormatter DEVICE_TIME =
      DateTimeFormatter.ofPattern("MMM dd uuuu HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter RFC_5424_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ENGLISH);

  private final long pid;

  /**
   * A writer of messages.
   *
   * @param pid the number of this process, as RFC 5424 shows it
   */
  SyslogMessage(long pid) {
    this.pid = pid;
  }

  byte[] octets(Stamped stamped, SyslogStyle style, Transport transport) {
    boolean device = style.form() == Form.DEVICE;
    StringBuilder message = new StringBuilder(256);
    message.append('<').append(style.priority(stamped.event().severity())).append('>');
    if (device) {
      deviceHeader(message, stamped, style);
    } else {
      rfc5424Header(message, stamped, style);
    }
    Event event = stamped.event();
    appendOneLine(message, device ? EventText.asOfDevice(event) : EventText.of(event));
    byte[] octets = message.toString().getBytes(StandardCharsets.UTF_8);
    octets = cut(octets, device && !transport.isStream() ? DEVICE_DATAGRAM : LIMIT);
    return transport.isStream() ? framed(octets, device) : octets;
  }

  /** As the device shows it on its own screen: without priority, and not cut. */
  static String line(Stamped stamped, SyslogStyle style) {
    StringBuilder line = new StringBuilder(256);
    deviceHeader(line, stamped, style);
    appendOneLine(line, EventText.asOfDevice(stamped.event()));
    return line.toString();
  }

  private static void deviceHeader(StringBuilder message, Stamped stamped, SyslogStyle style) {
    if (style.timestamp()) {
      message.append(time(DEVICE_TIME, stamped.time(), style));
    }
    if (!style.deviceId().isEmpty()) {
      message.append(style.timestamp() ? " " : "").append(style.deviceId()).append(' ');
    }
    boolean bare = !style.timestamp() && style.deviceId().isEmpty();
    message.append(bare ? "%" : ": %").append(stamped.event().label(style.tag())).append(": ");
  }

  private void rfc5424Header(StringBuilder message, Stamped stamped, SyslogStyle style) {
    message
        .append("1 ")
        .append(style.timestamp() ? time(RFC_5424_TIME, stamped.time(), style) : "-")
        .append(' ')
        .append(style.deviceId().isEmpty() ? "-" : style.deviceId())
        .append(" mailguard ")
        .append(pid)
        .append(' ')
        .append(stamped.event().label(style.tag()))
        .append(" - ");
  }

  private static String time(DateTimeFormatter form, Instant time, SyslogStyle style) {
    return form.format(time.atZone(style.zone()));
  }

  /**
   * Events are printable, but a line end among them would be a second message on the wire, of a
   * stranger's making.
   */
  private static void appendOneLine(StringBuilder message, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        message.append(' ');
      } else {
        message.append(c);
      }
    }
  }

  /** At most {@code limit} octets, and no part of a character at the end. */
  static byte[] cut(byte[] octets, int limit) {
    if (octets.length <= limit) {
      return octets;
    }
    int end = limit;
    while (end > 0 && (octets[end] & 0xc0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(octets, end);
  }

  private static byte[] framed(byte[] octets, boolean lines) {
    byte[] head = lines ? new byte[0] : (octets.length + " ").getBytes(StandardCharsets.US_ASCII);
    byte[] frame = Arrays.copyOf(head, head.length + octets.length + (lines ? 1 : 0));
    System.arraycopy(octets, 0, frame, head.length, octets.length);
    if (lines) {
      frame[frame.length - 1] = '\n';
    }
    return frame;
  }
}
