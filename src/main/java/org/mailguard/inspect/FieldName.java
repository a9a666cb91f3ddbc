package org.mailguard.inspect;

/** The header fields that somebody here looks at. */
enum FieldName {
  CONTENT_TYPE("content-type"),
  CONTENT_DISPOSITION("content-disposition"),
  CONTENT_TRANSFER_ENCODING("content-transfer-encoding"),
  MIME_VERSION("mime-version"),
  RECEIVED("received"),
  TO("to"),
  CC("cc"),
  BCC("bcc"),
  FROM("from"),
  SENDER("sender"),
  REPLY_TO("reply-to"),
  SUBJECT("subject"),
  DATE("date"),
  MESSAGE_ID("message-id"),
  IN_REPLY_TO("in-reply-to"),
  REFERENCES("references"),
  OTHER("");

  private static final FieldName[] ALL = values();

  private final String name;

  FieldName(String name) {
    this.name = name;
  }

  static FieldName of(byte[] octets, int length) {
    for (FieldName field : ALL) {
      if (field.name.length() == length && field.is(octets)) {
        return field;
      }
    }
    return OTHER;
  }

  private boolean is(byte[] octets) {
    for (int i = 0; i < name.length(); i++) {
      int octet = octets[i];
      if ((octet >= 'A' && octet <= 'Z' ? octet + 0x20 : octet) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** True if it says what a part is. */
  boolean isMime() {
    return compareTo(CONTENT_TRANSFER_ENCODING) <= 0;
  }

  /** RFC 5322 section 3.6: at most one in a header. */
  boolean standsOnce() {
    return compareTo(TO) >= 0 && this != OTHER;
  }
}
