package org.mailguard.events;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How events look to a log host, and which it gets. Immutable, so safe for all threads.
 *
 * @param facility 0 to 23, where 16 to 23 are local0 to local7
 * @param least the trap level: what is less grave is not sent
 * @param timestamp whether a message says when it happened; RFC 5424 sends {@code -} without
 * @param zone whose wall clock the time stamp shows
 * @param deviceId what the guard calls itself, up to 255 printable octets of ASCII without a blank;
 *     empty for nothing, which is {@code -} in RFC 5424
 * @param tag what stands before the severity: {@code MG}, or {@code ASA} or {@code PIX} for readers
 *     that know those devices only
 */
public record SyslogStyle(
    Form form,
    int facility,
    Severity least,
    boolean timestamp,
    ZoneId zone,
    String deviceId,
    String tag) {

  /** The two layouts. */
  public enum Form {
    /**
     * {@code <PRI>Mmm dd yyyy hh:mm:ss HOST : %MG-S-NNNNNN: text}, a line each on a stream
     * (reference: cisco-mailguard 11).
     */
    DEVICE,
    /**
     * {@code <PRI>1 TIME HOST mailguard PID MG-S-NNNNNN - text}, preceded by its length on a stream
     * (RFC 5424; RFC 6587 section 3.4.1).
     */
    RFC_5424
  }

  /** What a device sends that was told a log host and nothing else: facility local4. */
  public static final SyslogStyle DEFAULT =
      new SyslogStyle(
          Form.DEVICE, 20, Severity.INFORMATIONAL, false, ZoneOffset.UTC, "", MessageId.TAG);

  public SyslogStyle {
    if (facility < 0 || facility > 23) {
      throw new IllegalArgumentException("a facility is a number from 0 to 23: " + facility);
    }
    if (!deviceId.matches("[!-~]{0,255}")) {
      throw new IllegalArgumentException("a device id is up to 255 printable octets, no blank");
    }
    if (!tag.matches("[A-Za-z0-9]{1,16}")) {
      throw new IllegalArgumentException("a tag is up to 16 letters and digits");
    }
  }

  /** The same with another trap level. */
  public SyslogStyle upTo(Severity severity) {
    return new SyslogStyle(form, facility, severity, timestamp, zone, deviceId, tag);
  }

  /** {@code <166>} without its brackets: facility and severity in one number. */
  int priority(Severity severity) {
    return facility * 8 + severity.number();
  }
}
