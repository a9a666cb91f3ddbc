package org.mailguard.doctor;

import java.util.Objects;

/**
 * What was seen, so that a reader can judge for himself.
 *
 * @param where for people: {@code 192.0.2.1:25, reply to EHLO} or {@code mail.log:17}
 * @param text the octets, made printable by {@link Printable}; cut at {@value #LONGEST} characters
 * @param when an instant, an offset such as {@code +0.021 s}, or empty where no time is known
 */
public record Evidence(String where, String text, String when) {
  public static final int LONGEST = 1000;

  public Evidence {
    Objects.requireNonNull(where);
    Objects.requireNonNull(when);
    text = Printable.bounded(text, LONGEST);
  }
}
