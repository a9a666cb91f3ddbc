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

  /**
   * What is not written is 7bit (RFC 2045 section 6.1). Quotes do not count, nor what stands behind
   * the word, as to programs that only look whether it is there.
   */
  static TransferEncoding of(String written) {
    String first = word(written);
    if (first.isEmpty()) {
      return SEVEN_BIT;
    }
    for (TransferEncoding encoding : values()) {
      if (encoding != OTHERS && encoding.word.equals(first)) {
        return encoding;
      }
    }
    return OTHERS;
  }

  private static String word(String written) {
    String text = written.replace("\"", "").strip();
    int end = 0;
    while (end < text.length() && " \t,".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, end);
  }

  boolean isIdentity() {
    return this != BASE64 && this != QUOTED_PRINTABLE;
  }
}
