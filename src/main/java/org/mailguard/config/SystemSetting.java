package org.mailguard.config;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.Severity;

/** The guard as a whole: its name, its log, its bounds, and what the device keeps for itself. */
sealed interface SystemSetting extends Setting {

  record Hostname(String name) implements SystemSetting {}

  /** {@code logging stdout} and its {@code no}. */
  record StdoutLogging(boolean on, boolean json, Severity level) implements SystemSetting {}

  record Timeout(Wait kind, Duration time) implements SystemSetting {}

  record Limit(Bound bound, int value) implements SystemSetting {}

  /**
   * {@code PIX Version}, {@code ASA Version}, {@code FWSM Version}.
   *
   * @param product as the device writes it
   * @param version as it is written, such as {@code 8.4(2)}
   */
  record Version(String product, String version) implements SystemSetting {}

  /** {@code compatibility}. */
  record Compatibility(String product, String version) implements SystemSetting {}

  /**
   * {@code timeout} of the device.
   *
   * @param idle {@code conn}, or null if the line has it not
   * @param others the other times of the line, as they are written
   */
  record DeviceTimeout(@Nullable Duration idle, String others) implements SystemSetting {}

  /**
   * {@code service resetinbound}, {@code service resetoutside}.
   *
   * @param name of an interface, or empty
   */
  record ResetDenied(String which, String name) implements SystemSetting {}

  /** {@code banner}. */
  record Banner(String kind, String text) implements SystemSetting {}

  /** {@code clock timezone}; the offset in minutes east of Greenwich. */
  record ClockZone(String name, int minutes) implements SystemSetting {}

  /**
   * {@code clock summer-time}.
   *
   * @param offset minutes that the clock is put forward
   */
  record SummerTime(String name, Season season, int offset) implements SystemSetting {
    static final int USUAL_OFFSET = 60;
  }

  /** When summer time holds. */
  sealed interface Season {
    /** Each year from one day to another. */
    record Recurring(YearlyDay begin, YearlyDay end) implements Season {}

    /** Once. */
    record Once(LocalDateTime begin, LocalDateTime end) implements Season {}
  }

  /**
   * A day that comes each year, and a time of it.
   *
   * @param week 1 to 4, or -1 for the last
   */
  record YearlyDay(int week, DayOfWeek day, Month month, LocalTime time) {}

  /** {@code terminal width}. */
  record TerminalWidth(int columns) implements SystemSetting {}

  /** {@code pager lines} and its {@code no}; 0 for none. */
  record Pager(int lines) implements SystemSetting {}

  /** {@code logging enable} and its {@code no}. */
  record LoggingOn(boolean on) implements SystemSetting {}

  /**
   * {@code logging host}.
   *
   * @param name of the interface; kept, since routes are the kernel's
   * @param host a name, or an address as {@link AddressText} prints it
   * @param transport {@code udp} or {@code tcp}
   * @param secure over TLS
   * @param flags {@code format emblem} or empty; kept
   */
  record LoggingHost(
      String name, String host, String transport, int port, boolean secure, String flags)
      implements SystemSetting {
    static final int PORT = 514;
    static final int PORT_OF_TCP = 1470;
  }

  /** {@code logging trap}: what is sent to the hosts. */
  record LoggingTrap(Severity level) implements SystemSetting {}

  /**
   * {@code logging buffered}.
   *
   * @param level null if a list of messages is named
   * @param list or empty
   */
  record LoggingBuffered(@Nullable Severity level, String list) implements SystemSetting {}

  /** {@code logging buffer-size}, in octets. */
  record LoggingBufferSize(int octets) implements SystemSetting {
    static final int USUAL = 4096;
    static final int MOST = 1_048_576;
  }

  /**
   * {@code logging monitor}, likewise.
   *
   * @param level null if a list of messages is named
   * @param list or empty
   */
  record LoggingMonitor(@Nullable Severity level, String list) implements SystemSetting {}

  /** {@code logging facility}. */
  record LoggingFacility(int number) implements SystemSetting {}

  /** {@code logging timestamp}; by extension with milliseconds as in RFC 5424. */
  record LoggingTimestamp(boolean rfc5424) implements SystemSetting {}

  /** {@code logging message}; a null level turns the message off. */
  record LoggingMessage(int number, @Nullable Severity level) implements SystemSetting {}

  /** {@code logging device-id}. */
  record LoggingDeviceId(String kind, String text) implements SystemSetting {}

  /** {@code logging tag}: what stands before the severity in each message. */
  record LoggingTag(String tag) implements SystemSetting {}

  /** {@code relay-test} and its {@code no}. */
  record RelayTest(Configuration.RelayTest mode) implements SystemSetting {}
}
