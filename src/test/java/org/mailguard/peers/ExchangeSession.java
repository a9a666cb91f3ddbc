package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection to a {@link FakeExchange}, which says what of it is modelled. */
final class ExchangeSession {
  /** Longer than a client that types, or that waits before the last dot. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int LARGEST_PAYLOAD = 1 << 20;

  private final FakeExchange exchange;
  private final ScriptedServer.Session wire;
  private final LinkState linkState = new LinkState();
  private boolean greeted;
  private boolean authenticated;
  private @Nullable Transaction open;

  ExchangeSession(FakeExchange exchange, ScriptedServer.Session wire) {
    this.exchange = exchange;
    this.wire = wire;
    wire.patience(PATIENCE);
  }

  /** What is known of a message before it is whole. */
  private static final class Transaction {
    private final String sender;
    private final ExchangeMail.Body body;
    private final List<String> recipients = new ArrayList<>();
    private final StringBuilder chunks = new StringBuilder();
    private String properties = "";

    Transaction(String sender, ExchangeMail.Body body) {
      this.sender = sender;
      this.body = body;
    }

    ExchangeMail complete(String content) {
      return new ExchangeMail(new Envelope(sender, recipients), body, content, properties);
    }
  }

  void run() throws IOException {
    wire.say(FakeExchange.GREETING);
    Optional<String> line = next();
    while (line.isPresent()) {
      if (line.get().equalsIgnoreCase("QUIT")) {
        wire.say("221 2.0.0 " + FakeExchange.HOST + " Service closing transmission channel");
        return;
      }
      command(line.get());
      line = next();
    }
    exchange.heard("(lost)");
  }

  private Optional<String> next() throws IOException {
    Optional<String> line = wire.nextLine();
    line.ifPresent(exchange::heard);
    return line;
  }

  private void command(String line) throws IOException {
    switch (verb(line)) {
      case "HELO" -> hello(List.of());
      case "EHLO" -> hello(exchange.offer().lines());
      case "AUTH", "X-EXPS" -> login(line.split(" ", -1));
      case "X-LINK2STATE" -> {
        String reply = linkState.heard(line);
        exchange.take(linkState.takeTables());
        wire.say(reply);
      }
      case "MAIL" -> mail(line);
      case "RCPT" -> rcpt(line);
      case "XEXCH50" -> properties(line);
      case "DATA" -> data();
      case "BDAT" -> chunk(line);
      case "RSET" -> {
        open = null;
        wire.say("250 2.0.0 Resetting");
      }
      case "NOOP" -> wire.say("250 2.0.0 OK");
      case "VRFY" -> wire.say("252 2.1.5 Cannot VRFY user, but will take message for it");
      case "TURN", "ETRN" -> wire.say("502 5.3.3 Command not implemented");
      default -> wire.say("500 5.3.3 Unrecognized command");
    }
  }

  private static String verb(String line) {
    int end = line.indexOf(' ');
    return (end < 0 ? line : line.substring(0, end)).toUpperCase(Locale.ROOT);
  }

  private void hello(List<String> keywords) throws IOException {
    greeted = true;
    open = null;
    List<String> reply = new ArrayList<>();
    reply.add(FakeExchange.HOST + " Hello [" + wire.peer().getHostAddress() + "]");
    reply.addAll(keywords);
    for (int i = 0; i < reply.size(); i++) {
      reply.set(i, (i < reply.size() - 1 ? "250-" : "250 ") + reply.get(i));
    }
    wire.say(reply.toArray(String[]::new));
  }

  private void login(String... words) throws IOException {
    Mechanism mechanism = words.length < 2 ? null : Mechanism.named(words[1]);
    if (mechanism == null) {
      wire.say("504 5.7.4 Unrecognized authentication type");
      return;
    }
    boolean right = words.length < 3 || words[2].equals(mechanism.rounds().getFirst().answer());
    for (var round : mechanism.rounds().subList(words.length < 3 ? 0 : 1, 2)) {
      wire.say("334 " + round.challenge());
      String answer = next().orElse("*");
      if (answer.equals("*")) {
        wire.say("501 5.7.0 Authentication canceled");
        return;
      }
      right &= answer.equals(round.answer());
    }
    authenticated |= right;
    wire.say(
        right ? "235 2.7.0 Authentication successful." : "535 5.7.3 Authentication unsuccessful.");
  }

  private void mail(String line) throws IOException {
    if (!greeted && exchange.insistsOnHello()) {
      wire.say("503 5.5.2 Send hello first");
    } else if (open != null) {
      wire.say("503 5.5.2 Sender already specified");
    } else {
      String parameters = line.substring(line.indexOf('>') + 1).toUpperCase(Locale.ROOT);
      open = new Transaction(address(line), ExchangeMail.Body.of(parameters));
      wire.say("250 2.1.0 " + address(line) + "....Sender OK");
    }
  }

  private void rcpt(String line) throws IOException {
    String address = address(line);
    boolean local = address.endsWith("@" + FakeExchange.DOMAIN);
    Transaction message = open;
    if (message == null) {
      wire.say("503 5.5.2 Need mail command.");
    } else if (local || authenticated || exchange.hasFetchedMail(wire.peer())) {
      message.recipients.add(address);
      wire.say("250 2.1.5 " + address);
    } else {
      wire.say("550 5.7.1 Unable to relay for " + address);
    }
  }

  private static String address(String line) {
    return line.substring(line.indexOf('<') + 1, Math.max(line.indexOf('>'), 1));
  }

  private void properties(String line) throws IOException {
    String[] words = line.split(" ", -1);
    int size = words.length == 3 ? size(words[1]) : -1;
    Transaction message = open;
    if (size < 0) {
      wire.say("501 5.5.4 Unrecognized parameter");
    } else if (!authenticated) {
      wire.say("504 Need to authenticate first");
    } else if (message == null || message.recipients.isEmpty()) {
      wire.say("503 5.5.2 Need Rcpt command.");
    } else {
      wire.say("354 Send binary data");
      message.properties = new String(wire.readOctets(size), ISO_8859_1);
      wire.say("250 XEXCH50 OK");
    }
  }

  private void data() throws IOException {
    Transaction message = open;
    if (message == null || message.recipients.isEmpty()) {
      wire.say("503 5.5.2 Need Rcpt command.");
    } else if (message.body == ExchangeMail.Body.BINARY) {
      wire.say("503 5.5.2 BDAT command expected");
    } else {
      wire.say("354 Start mail input; end with <CRLF>.<CRLF>");
      take(message, new String(Dots.unstuffed(wire.readData()), ISO_8859_1));
    }
  }

  private void chunk(String line) throws IOException {
    String[] words = line.split(" ", -1);
    int size = words.length < 2 ? -1 : size(words[1]);
    if (size < 0) {
      wire.say("501 5.5.4 Unrecognized parameter");
      return;
    }
    String octets = new String(wire.readOctets(size), ISO_8859_1);
    Transaction message = open;
    if (message == null || message.recipients.isEmpty()) {
      wire.say("503 5.5.2 Need Rcpt command.");
    } else if (words.length == 3 && words[2].equalsIgnoreCase("LAST")) {
      take(message, message.chunks.append(octets).toString());
    } else {
      message.chunks.append(octets);
      wire.say("250 2.6.0 CHUNK received OK, " + size + " octets");
    }
  }

  private void take(Transaction message, String content) throws IOException {
    exchange.take(new FakeExchange.Taken(message.complete(content), authenticated));
    open = null;
    wire.say("250 2.6.0 <2195@" + FakeExchange.HOST + "> Queued mail for delivery");
  }

  /** A number of octets, or -1 if it is none, or more than a test would send. */
  private static int size(String digits) {
    return digits.matches("\\d{1,7}") && Integer.parseInt(digits) <= LARGEST_PAYLOAD
        ? Integer.parseInt(digits)
        : -1;
  }
}
