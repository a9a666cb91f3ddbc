package org.mailguard.peers;

import java.nio.charset.StandardCharsets;

/**
 * A message between Exchange servers.
 *
 * @param envelope from whom, to whom
 * @param body what MAIL says of its content
 * @param content octet by octet, as ISO 8859-1, CRLF at the ends of lines
 * @param properties what XEXCH50 carries beside it, octet by octet; empty if nothing
 */
public record ExchangeMail(Envelope envelope, Body body, String content, String properties) {
  /** The BODY parameter of RFC 6152 and RFC 3030. */
  public enum Body {
    SEVEN_BIT("7BIT", ""),
    EIGHT_BIT("8BITMIME", "8BITMIME"),
    BINARY("BINARYMIME", "BINARYMIME");

    private final String word;
    private final String keyword;

    Body(String word, String keyword) {
      this.word = word;
      this.keyword = keyword;
    }

    /** The value of the parameter. */
    String word() {
      return word;
    }

    /** The EHLO keyword without which it cannot be sent, or empty. */
    String keyword() {
      return keyword;
    }

    /** Of the parameters of a MAIL command. */
    static Body of(String parameters) {
      for (Body body : values()) {
        if (parameters.contains("BODY=" + body.word)) {
          return body;
        }
      }
      return SEVEN_BIT;
    }
  }

  /** One for a mailbox of {@link FakeExchange#DOMAIN}, in ASCII. */
  public static ExchangeMail plain(String mailbox) {
    return to(Envelope.to(mailbox), Body.SEVEN_BIT, "in ASCII\r\n.\r\nQUIT\r\n");
  }

  /** One whose text has octets above 127. */
  public static ExchangeMail eightBit(String mailbox) {
    return to(Envelope.to(mailbox), Body.EIGHT_BIT, "Gr\u00fc\u00dfe\r\n");
  }

  /** One with an attachment as it is on disk: no lines, and the octets that lines are made of. */
  public static ExchangeMail binary(String mailbox) {
    return to(Envelope.to(mailbox), Body.BINARY, "\0\r\n.\r\n\u00ff\n\r\u0080 no line end");
  }

  private static ExchangeMail to(Envelope envelope, Body body, String text) {
    String header =
        "From: <%s>\r\nSubject: %s\r\nMIME-Version: 1.0\r\n\r\n"
            .formatted(envelope.sender(), body.word());
    return new ExchangeMail(envelope, body, header + text, "");
  }

  /** The same with properties of its own. */
  public ExchangeMail withProperties(String octets) {
    return new ExchangeMail(envelope, body, content, octets);
  }

  byte[] octets() {
    return content.getBytes(StandardCharsets.ISO_8859_1);
  }
}
