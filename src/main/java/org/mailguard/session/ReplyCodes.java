package org.mailguard.session;

import java.util.Map;
import java.util.Set;

/**
 * Which replies can answer which element; any other one means that the two sides are out of step
 * (reference: threats R-06). Failure can answer anything, so this is about codes below 400: those
 * of RFC 5321 section 4.3.2 and of the extensions, and what servers are known to say besides.
 */
final class ReplyCodes {
  private ReplyCodes() {}

  /**
   * True if {@code code} can answer.
   *
   * @param own codes by verb, in place of ours. Only of replies that end an element: one that asks
   *     for more octets changes what the octets behind it are, and no setting makes the guard know
   */
  static boolean fit(Slot slot, int code, Map<String, Set<Integer>> own) {
    if (code >= 400) {
      return true;
    }
    Set<Integer> configured = own.isEmpty() ? null : own.get(slot.verb());
    if (configured != null && code < 300) {
      return configured.contains(code);
    }
    return switch (slot.kind()) {
      case HELO, EHLO, MAIL -> code == 250;
      case RCPT -> code >= 250 && code <= 252;
      case DATA -> code == 354;
      case CONTENT, CHUNK, LAST_CHUNK -> isPlainSuccess(code);
      case AUTH -> code == 334 || code == 235;
      case STARTTLS -> code == 220;
      case PAYLOAD -> code == 354 || isPlainSuccess(code);
      case QUIT -> code == 221 || isPlainSuccess(code);
      case OTHER -> other(slot.verb(), code);
      case LAST_WORD -> isPlainSuccess(code);
    };
  }

  private static boolean other(String verb, int code) {
    return switch (verb) {
      case "RSET", "NOOP" -> code == 250 || code == 200;
      case "VRFY", "EXPN" -> code >= 250 && code <= 252;
      case "HELP" -> code == 211 || code == 214 || code == 250;
      // RFC 1985 section 5.
      case "ETRN" -> code >= 250 && code <= 253;
      // Postfix: the server begins anew, with a greeting.
      case "XCLIENT" -> code == 220 || isPlainSuccess(code);
      default -> isPlainSuccess(code);
    };
  }

  /** 2yz, but for the codes that greet, part, or know somebody: those mean something else. */
  private static boolean isPlainSuccess(int code) {
    return code < 300 && code != 220 && code != 221 && code != 235;
  }
}
