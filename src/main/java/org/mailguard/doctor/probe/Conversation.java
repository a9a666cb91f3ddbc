package org.mailguard.doctor.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said in each kind of visit, in order. Each method ends with QUIT or with the end. */
final class Conversation {
  /** The verb that nobody has; what follows it shows whether arguments survive. */
  static final String UNKNOWN = "QZJX 123";

  /** The other test of the founding article, which had people type it in a Telnet client. */
  static final String GOOD_MORNING = "goodmorning";

  /** RFC 5321 section 4.5.3.1.4 asks for 512 octets, extensions for more. */
  private static final List<Integer> LENGTHS = List.of(520, 1025, 2049);

  /** How a reply came that nobody asked for. */
  static final String UNASKED = "unasked";

  /** More replies than these that nobody asked for are not read. */
  private static final int MOST_UNASKED = 5;

  private final Asking asking;
  private final String domain;

  /** How a line is divided. */
  interface Way {
    Heard say(Wire wire, String line) throws IOException;
  }

  Conversation(Asking asking, String domain) {
    this.asking = asking;
    this.domain = domain;
  }

  @Nullable TlsSeen hello(Wire wire) throws IOException {
    if (!greet(wire)) {
      return null;
    }
    for (String line :
        List.of(
            "NOOP", UNKNOWN, GOOD_MORNING, "HELP", "VRFY postmaster", "EXPN postmaster", "RSET")) {
      if (wire.say(line).isOver()) {
        return null;
      }
    }
    quit(wire);
    return null;
  }

  @Nullable TlsSeen greetingOnly(Wire wire) throws IOException {
    if (!wire.greeting().isOver()) {
      quit(wire);
    }
    return null;
  }

  /**
   * Greeting, EHLO, and HELO if that is refused. If nothing comes without a word from here, EHLO is
   * said all the same: some boxes wait for the client.
   *
   * @return true if one can go on
   */
  boolean greet(Wire wire) throws IOException {
    Heard greeting = wire.greeting();
    if (greeting.isOver() || greeting.ending() == Heard.Ending.TOO_MUCH) {
      return false;
    }
    if (greeting.isWhole() && !greeting.isPositive()) {
      quit(wire);
      return false;
    }
    unasked(wire);
    String ehlo = "EHLO " + asking.name();
    Heard heard = wire.say(ehlo);
    if (greeting.lines().isEmpty() && heard.code() == 220) {
      heard = wire.more(ehlo);
    }
    if (heard.isOver()) {
      return false;
    }
    return heard.isPositive() || wire.say("HELO " + asking.name()).isPositive();
  }

  /** Replies to what nobody said: a balancer before the server did. They belong to no command. */
  private static void unasked(Wire wire) throws IOException {
    for (int i = 0; i < MOST_UNASKED && wire.waiting() > 0; i++) {
      wire.listen(Duration.ofMillis(100), UNASKED);
    }
  }

  /** The same commands as before, divided. A silent box gets QUIT as well, to see if it wakes. */
  @Nullable TlsSeen pieces(Wire wire, Way way) throws IOException {
    Heard greeting = wire.greeting();
    unasked(wire);
    if (!greeting.isOver()
        && !way.say(wire, "EHLO " + asking.name()).isOver()
        && !way.say(wire, "NOOP").isOver()) {
      quit(wire);
    }
    return null;
  }

  @Nullable TlsSeen envelope(Wire wire) throws IOException {
    if (!greet(wire)) {
      return null;
    }
    List<String> offered = offered(wire);
    if (offered.contains("PIPELINING") && isPipeliningLost(wire)) {
      return null;
    }
    String parameters =
        (offered.contains("SIZE") ? " SIZE=1" : "")
            + (offered.contains("8BITMIME") ? " BODY=8BITMIME" : "");
    String mail = "MAIL FROM:<" + asking.sender() + ">";
    Heard heard = wire.say(mail + parameters);
    if (!heard.isPositive() && !parameters.isEmpty() && !heard.isOver()) {
      wire.say("RSET");
      heard = wire.say(mail);
    }
    if (heard.isPositive()) {
      heard = wire.say("RCPT TO:<doctor|test@" + domain + ">");
    }
    if (!heard.isOver() && !wire.say("RSET").isOver()) {
      quit(wire);
    }
    return null;
  }

  private static boolean isPipeliningLost(Wire wire) throws IOException {
    Heard first =
        wire.say(
            "NOOP",
            "three in one segment",
            List.of("NOOP\r\nNOOP\r\nNOOP\r\n"),
            Duration.ofSeconds(10));
    for (int i = 1; i < 3; i++) {
      if (!first.isWhole() || !wire.more("NOOP").isWhole()) {
        return true;
      }
    }
    return false;
  }

  /** The keywords of the last reply to EHLO, in upper case. */
  private static List<String> offered(Wire wire) {
    return wire.exchanges().stream()
        .filter(exchange -> exchange.verb().equals("EHLO"))
        .findFirst()
        .map(exchange -> Offer.of(exchange.heard()).keywords())
        .orElse(List.of());
  }

  @Nullable TlsSeen lengths(Wire wire) throws IOException {
    if (!greet(wire)) {
      return null;
    }
    for (int length : LENGTHS) {
      Heard heard = wire.say("NOOP " + "x".repeat(length - "NOOP \r\n".length()));
      if (!heard.isWhole()) {
        return null;
      }
    }
    quit(wire);
    return null;
  }

  @Nullable TlsSeen idle(Wire wire) throws IOException {
    if (!greet(wire)) {
      return null;
    }
    for (Duration quiet : asking.patience().quiet()) {
      if (wire.listen(quiet, "silent for " + quiet.toSeconds() + " s").ending()
          != Heard.Ending.SILENCE) {
        return null;
      }
    }
    quit(wire);
    return null;
  }

  void quit(Wire wire) throws IOException {
    wire.say("QUIT", "", List.of("QUIT\r\n"), Duration.ofSeconds(3));
  }
}
