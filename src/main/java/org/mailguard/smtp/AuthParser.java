package org.mailguard.smtp;

import org.jspecify.annotations.Nullable;

/** AUTH, RFC 4954 section 4, and Exchange's verb of the same shape. */
final class AuthParser {
  /** RFC 4422 section 3.1. */
  private static final int MAX_MECHANISM = 20;

  private static final String MECHANISM = "a mechanism: 1 to 20 letters, digits, - or _";

  private AuthParser() {}

  static @Nullable Command auth(Cursor cursor) {
    Octets mechanism = cursor.expect(" ", MECHANISM) ? mechanism(cursor) : null;
    if (mechanism == null) {
      return null;
    }
    if (!cursor.take(' ')) {
      return new Command.Auth(mechanism, null);
    }
    if (cursor.take('=')) {
      return new Command.Auth(mechanism, Octets.EMPTY);
    }
    int start = cursor.position();
    return base64(cursor) ? new Command.Auth(mechanism, cursor.since(start)) : null;
  }

  /**
   * X-EXPS has no published grammar. EXCHANGEAUTH puts the name of a hash before its base64, so the
   * response is any printable text; {@code =} is the empty one, as in AUTH.
   */
  static @Nullable Command xExps(Cursor cursor) {
    if (!cursor.take(' ')) {
      return new Command.XExps(Octets.EMPTY, null);
    }
    Octets mechanism = mechanism(cursor);
    if (mechanism == null || !cursor.take(' ')) {
      return mechanism == null ? null : new Command.XExps(mechanism, null);
    }
    int start = cursor.position();
    while (Ascii.isPrintable(cursor.peek())) {
      cursor.advance();
    }
    Octets response = cursor.since(start);
    return new Command.XExps(mechanism, isEqualsSign(response) ? Octets.EMPTY : response);
  }

  private static boolean isEqualsSign(Octets response) {
    return response.length() == 1 && response.at(0) == '=';
  }

  /** Names are in upper case (RFC 4422 section 3.1), and some clients write them in lower case. */
  private static @Nullable Octets mechanism(Cursor cursor) {
    int start = cursor.position();
    while (isOfMechanism(cursor.peek())) {
      cursor.advance();
    }
    int length = cursor.position() - start;
    if (length == 0 || length > MAX_MECHANISM) {
      cursor.failAt(start + Math.min(length, MAX_MECHANISM), MECHANISM);
      return null;
    }
    return cursor.since(start).toUpperCase();
  }

  /** In whatever case; the EHLO list judges the server's mechanisms by the same rule. */
  static boolean isMechanism(Octets name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isOfMechanism(name.at(i))) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= MAX_MECHANISM;
  }

  private static boolean isOfMechanism(int octet) {
    return Ascii.isLetterOrDigit(octet) || octet == '-' || octet == '_';
  }

  /** RFC 4648 section 4, at least one group of four: the empty response is written {@code =}. */
  private static boolean base64(Cursor cursor) {
    int start = cursor.position();
    while (isOfBase64(cursor.peek())) {
      cursor.advance();
    }
    int digits = cursor.position() - start;
    int padding = (4 - digits % 4) % 4;
    for (int i = 0; i < padding && padding < 3; i++) {
      if (!cursor.take('=')) {
        return cursor.fail("base64 in groups of four, or =");
      }
    }
    return (digits > 0 && padding < 3) || cursor.fail("base64 in groups of four, or =");
  }

  private static boolean isOfBase64(int octet) {
    return Ascii.isLetterOrDigit(octet) || octet == '+' || octet == '/';
  }
}
