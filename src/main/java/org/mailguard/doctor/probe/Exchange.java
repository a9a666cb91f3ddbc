package org.mailguard.doctor.probe;

import java.util.Locale;

/**
 * Something said and what came of it.
 *
 * @param said the command without its line end, empty for the greeting; printable
 * @param how one segment, an octet each, ...; empty for one segment
 * @param at microseconds since the connection stood
 */
public record Exchange(String said, String how, long at, Heard heard) {
  /** The verb in upper case, empty for the greeting. */
  public String verb() {
    int blank = said.indexOf(' ');
    return (blank < 0 ? said : said.substring(0, blank)).toUpperCase(Locale.ROOT);
  }
}
