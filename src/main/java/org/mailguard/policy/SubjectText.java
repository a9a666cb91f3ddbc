package org.mailguard.policy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.mailguard.smtp.Octets;

/**
 * Octets as regular expressions see them: the characters of UTF-8, or one character for each octet
 * where it is none. Malformed octets are never replaced, since two different texts would become
 * equal (reference: threats J-07).
 */
final class SubjectText {
  /** Of what is shown of a text. */
  private static final int MOST = 200;

  private SubjectText() {}

  static String of(byte[] octets, int from, int to) {
    ByteBuffer view = ByteBuffer.wrap(octets, from, to - from);
    try {
      return UTF_8.newDecoder().decode(view).toString();
    } catch (CharacterCodingException _) {
      return new String(octets, from, to - from, ISO_8859_1);
    }
  }

  static String of(Octets octets) {
    return of(octets.toByteArray(), 0, octets.length());
  }

  /** {@code 1 octet}, {@code 2 octets}. */
  static String counted(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }

  static String shown(Octets octets) {
    return Octets.printable(octets.toByteArray(), MOST);
  }
}
