package org.mailguard.policy;

/** Forms of an address that have fooled somebody (reference: threats ). */
public enum AddressForm {
  /** {@code <@a,@b:user@c>}. */
  SOURCE_ROUTE("source-route"),
  /** {@code <user%other@local>}. */
  PERCENT("percent"),
  /** {@code <other!user@local>}. */
  BANG("bang"),
  /** {@code <"a b"@local>}. */
  QUOTED("quoted"),
  /** {@code <user@[192.0.2.1]>}. */
  LITERAL("literal"),
  /** A vertical bar or a backquote: the device's special characters; it also names NUL. */
  SPECIAL_CHARACTER("special-character"),
  /**
   * Octets that a shell or an expansion language reads: {@code ; $ & ( ) { } < > \ * and so on}.
   */
  SHELL("shell"),
  /** An octet from 0x80 up. */
  EIGHT_BIT("eight-bit"),
  /** {@code <>}. */
  NULL("null");

  private final String word;

  AddressForm(String word) {
    this.word = word;
  }

  /** As it stands in the configuration. */
  public String word() {
    return word;
  }
}
