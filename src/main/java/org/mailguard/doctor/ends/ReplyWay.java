package org.mailguard.doctor.ends;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the responder answers RCPT, if the recipient's name asks for it: {@code
 * octets@responder.invalid}. What a box makes of pieces, long lines and octets beyond ASCII on the
 * way back is seen only if they are there.
 */
enum ReplyWay {
  /** One segment. */
  WHOLE,
  /** An octet a segment. */
  OCTETS,
  /** CR in one segment, LF in the next. */
  APART,
  /** Three lines, a segment each. */
  LINES,
  /** A line of 512 octets, the most that RFC 5321 section 4.5.3.1.5 has. */
  LONG,
  /** Octets beyond ASCII, as servers write them in spite of RFC 5321 section 2.4. */
  EIGHT_BIT;

  private static final int LONGEST = 512;

  /** One path and nothing that looks like a second one behind it, which might be meant. */
  private static final Pattern OWN =
      Pattern.compile(
          "rcpt to: ?<([^<>@\\s]+)@" + Pattern.quote(RespondingSession.NAME) + ">( [^<>]*)?");

  /** Of a command; empty if its recipient is not the doctor's own. */
  static Optional<ReplyWay> of(String command) {
    Matcher own = OWN.matcher(command.toLowerCase(Locale.ROOT));
    if (!own.matches()) {
      return Optional.empty();
    }
    String name = own.group(1);
    return Optional.of(
        List.of(values()).stream()
            .filter(way -> way.recipient().equals(name))
            .findFirst()
            .orElse(WHOLE));
  }

  /** The recipient's local part. */
  String recipient() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A positive reply in segments; {@code nonce} ends its last line. */
  List<String> segments(String nonce) {
    String end = " " + nonce + "\r\n";
    return switch (this) {
      case WHOLE -> List.of("250 2.1.5 OK" + end);
      case OCTETS ->
          ("250 2.1.5 OK" + end).chars().mapToObj(c -> String.valueOf((char) c)).toList();
      case APART -> List.of("250 2.1.5 OK " + nonce + "\r", "\n");
      case LINES ->
          List.of("250-2.1.5 first of three\r\n", "250-2.1.5 second\r\n", "250 2.1.5 third" + end);
      case LONG -> {
        int filled = LONGEST - "250 2.1.5 ".length() - end.length();
        yield List.of("250 2.1.5 " + String.join("", Collections.nCopies(filled, "y")) + end);
      }
      case EIGHT_BIT -> List.of("250 2.1.5 angenommen f\u00fcr d\u00e9p\u00f4t" + end);
    };
  }
}
