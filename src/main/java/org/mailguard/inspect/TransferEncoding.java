package org.mailguard.inspect;

/** Content-Transfer-Encoding, in the words of the ASA's {@code match MIME encoding}. */
public enum TransferEncoding {
  SEVEN_BIT("7bit"),
  EIGHT_BIT("8bit"),
  BASE64("base64"),
  BINARY("binary"),
  QUOTED_PRINTABLE("quoted-printable"),
  OTHERS("others");

  private final String word;

  TransferEncoding(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** What is not written is 7bit (RFC 2045 section 6.1). */
  static TransferEncoding of(String written) {
    if (written.isEmpty()) {
      return SEVEN_BIT;
    }
    for (TransferEncoding encoding : values()) {
      if (encoding != OTHERS && encoding.word.equals(written)) {
        return encoding;
      }
    }
    return OTHERS;
  }

  boolean isIdentity() {
    return this != BASE64 && this != QUOTED_PRINTABLE;
  }
}
