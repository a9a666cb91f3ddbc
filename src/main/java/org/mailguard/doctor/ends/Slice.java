package org.mailguard.doctor.ends;

import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A part of a tape on its way back: {@code mgrecord TOTAL CRC32 BASE64} in the text of a reply. It
 * is asked for by {@code RCPT TO:<TOKEN.OFFSET@record.invalid>}, since RCPT is what every box lets
 * through; a verb of our own would be answered by the box. The sum tells a part that the path
 * changed from the change that is looked for.
 */
record Slice(int total, String octets) {
  static final String DOMAIN = "record.invalid";

  /** In Base64 it makes a reply line that stays under 512 octets, RFC 5321 section 4.5.3.1.5. */
  static final int LENGTH = 330;

  static Slice of(String tape, int offset) {
    int from = Math.min(offset, tape.length());
    return new Slice(tape.length(), tape.substring(from, Math.min(tape.length(), from + LENGTH)));
  }

  String print() {
    byte[] bytes = Tape.bytes(octets);
    return "mgrecord " + total + " " + sum(bytes) + " " + Base64.getEncoder().encodeToString(bytes);
  }

  /** Empty if it is none, or was changed on the way. */
  static Optional<Slice> parse(String text) {
    int start = text.indexOf("mgrecord ");
    String[] words = start < 0 ? new String[0] : text.substring(start).split(" ", -1);
    if (words.length < 4 || !words[1].matches("[0-9]{1,7}") || !words[2].matches("[0-9]{1,10}")) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(words[3]);
      return sum(bytes) == Long.parseLong(words[2])
          ? Optional.of(new Slice(Integer.parseInt(words[1]), Tape.text(bytes)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static long sum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return sum.getValue();
  }
}
