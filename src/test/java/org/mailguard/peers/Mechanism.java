package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The mechanisms of AUTH and X-EXPS that Exchange offered, with the tokens of one login each. Both
 * ends know them by heart: what is tested is whether tokens come through, not what they mean.
 *
 * <p>The shapes are those of MS-SMTPNTLM and of public transcripts. The first 334 of GSSAPI and
 * NTLM carries a text for people where RFC 4954 has base64. A Kerberos ticket is far longer than a
 * command line may be. A GSSAPI token begins with the octet 0x60, a backquote.
 */
enum Mechanism {
  GSSAPI(
      "GSSAPI supported",
      ticket(),
      encoded("`mutual authentication token"),
      encoded("`last token")),
  NTLM(
      "ntlm supported",
      encoded("NTLMSSP\0\1\0\0\0"),
      encoded("NTLMSSP\0\2\0\0\0\f\0\f\0challenge"),
      encoded("NTLMSSP\0\3\0\0\0response")),
  LOGIN(encoded("Username:"), encoded("alice"), encoded("Password:"), encoded("secret"));

  /** What follows 334, and the line that answers it. */
  record Round(String challenge, String answer) {}

  private final String firstChallenge;
  private final String firstAnswer;
  private final String lastChallenge;
  private final String lastAnswer;

  Mechanism(String firstChallenge, String firstAnswer, String lastChallenge, String lastAnswer) {
    this.firstChallenge = firstChallenge;
    this.firstAnswer = firstAnswer;
    this.lastChallenge = lastChallenge;
    this.lastAnswer = lastAnswer;
  }

  /** The two rounds of a login, the first of which an initial response makes superfluous. */
  List<Round> rounds() {
    return List.of(new Round(firstChallenge, firstAnswer), new Round(lastChallenge, lastAnswer));
  }

  static @Nullable Mechanism named(String word) {
    String name = word.toUpperCase(Locale.ROOT);
    return Stream.of(values()).filter(known -> known.name().equals(name)).findAny().orElse(null);
  }

  /**
   * Logs in as a client, and returns the reply that ended it; 235 is success. A challenge that is
   * not the server's own ends it too, as a real client would find it worthless.
   */
  WireReply login(WireClient client, String verb) throws IOException {
    WireReply reply = client.command(verb + " " + name());
    for (Round round : rounds()) {
      if (reply.code() != 334) {
        return reply;
      }
      if (!reply.text().equals(round.challenge())) {
        return client.command("*");
      }
      reply = client.command(round.answer());
    }
    return reply;
  }

  private static String ticket() {
    return encoded("`" + "ticket of the ticket granting service ".repeat(40));
  }

  private static String encoded(String octets) {
    return Base64.getEncoder().encodeToString(octets.getBytes(ISO_8859_1));
  }
}
