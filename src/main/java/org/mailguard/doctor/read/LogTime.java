package org.mailguard.doctor.read;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time of a log line, in the forms that syslog, Exim, Exchange and the ASA have. Only
 * differences between lines of one log are of use, so zones are left out, and a line without a year
 * is of the year 2000, which has every day.
 */
final class LogTime {
  private static final Pattern ISO =
      Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)[T ](\\d\\d):(\\d\\d):(\\d\\d)");
  private static final Pattern SYSLOG =
      Pattern.compile("([A-Z][a-z]{2}) ([ \\d]\\d) (?:(\\d{4}) )?(\\d\\d):(\\d\\d):(\\d\\d)");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private LogTime() {}

  /** Seconds, of the first time that stands in the line's first 60 characters. */
  static OptionalLong of(String line) {
    String start = line.length() > 60 ? line.substring(0, 60) : line;
    try {
      Matcher iso = ISO.matcher(start);
      if (iso.find()) {
        return seconds(number(iso, 1), number(iso, 2), number(iso, 3), iso, 4);
      }
      Matcher syslog = SYSLOG.matcher(start);
      if (syslog.find() && MONTHS.contains(syslog.group(1))) {
        int year = syslog.group(3) == null ? 2000 : number(syslog, 3);
        return seconds(year, MONTHS.indexOf(syslog.group(1)) + 1, number(syslog, 2), syslog, 4);
      }
    } catch (DateTimeException e) {
      return OptionalLong.empty(); // 31 February is no time, and a log may say anything
    }
    return OptionalLong.empty();
  }

  /** As it stands in the line, or empty. */
  static String shown(String line) {
    String start = line.length() > 60 ? line.substring(0, 60) : line;
    Matcher iso = ISO.matcher(start);
    if (iso.find()) {
      return iso.group();
    }
    Matcher syslog = SYSLOG.matcher(start);
    return syslog.find() ? syslog.group().toString() : "";
  }

  /** {@code 5 min 0 s}. */
  static String span(long seconds) {
    return seconds < 60
        ? seconds + " s"
        : seconds < 3600
            ? String.format(Locale.ROOT, "%d min %d s", seconds / 60, seconds % 60)
            : String.format(Locale.ROOT, "%d h %d min", seconds / 3600, seconds / 60 % 60);
  }

  private static OptionalLong seconds(int year, int month, int day, Matcher clock, int group) {
    return OptionalLong.of(
        LocalDateTime.of(
                year,
                month,
                day,
                number(clock, group),
                number(clock, group + 1),
                number(clock, group + 2))
            .toEpochSecond(ZoneOffset.UTC));
  }

  private static int number(Matcher match, int group) {
    return Integer.parseInt(match.group(group).strip());
  }
}
