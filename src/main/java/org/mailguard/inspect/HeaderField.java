package org.mailguard.inspect;

/**
 * One header field.
 *
 * @param name as written, one character an octet; at least the first 256
 * @param value unfolded, without blanks around it, one character an octet, not decoded
 * @param length octets of the whole value with blanks and without line ends, also where it was cut
 * @param cut true if there was more of the name or of the value than is kept
 */
public record HeaderField(
    int part, int depth, String name, String value, long length, boolean cut) {

  /**
   * The value with its encoded words (RFC 2047) decoded; raw octets from 0x80 up are read as UTF-8
   * if they are that, else as ISO 8859-1. Made anew with each call.
   */
  public String decoded() {
    return EncodedWords.decode(value).text();
  }
}
