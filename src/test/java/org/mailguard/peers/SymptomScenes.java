package org.mailguard.peers;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mailguard.peers.ExchangeReport.Delivered;
import org.mailguard.policy.Laboratory.Defect;

/**
 * One look at each symptom. Senders and servers are real where Debian has them; the others are
 * those of this package, which say what they stand for.
 */
final class SymptomScenes {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Set<Defect> NONE = EnumSet.noneOf(Defect.class);

  private SymptomScenes() {}

  /** swaks, as a sender of the internet, to a Postfix that wants to be greeted. */
  static Sighting noMailFromTheInternet(SymptomProfile profile)
      throws IOException, InterruptedException {
    try (MailServer server = Postfix.server("smtpd_helo_required = yes\n");
        MailPath.Open box = profile.path(NONE).open(server.port())) {
      Program run = Swaks.run(box.port(), "-f", "a@sender.test", "-t", "u@example.test");
      if (run.exit() != 0) {
        return Sighting.of(true, Swaks.said(run, "EHLO", "MAIL"));
      }
    }
    return greetingInTwoLines(profile);
  }

  private static Sighting greetingInTwoLines(SymptomProfile profile)
      throws IOException, InterruptedException {
    try (var server =
            ScriptedServer.start(session -> {
              session.say("220-mx.example.test ESMTP", "220 authorized use only, since 2002");
              session.awaitEnd();
            });
        MailPath.Open box = profile.path(EnumSet.of(Defect.GREETING_LINES)).open(server.port());
        var client = WireClient.connect(box.port())) {
      client.patience(SHORT);
      List<String> lines = new ArrayList<>();
      try {
        while (true) {
          lines.add(client.readLine());
          if (lines.getLast().startsWith("220 ")) {
            return new Sighting(false, lines);
          }
        }
      } catch (Wire.Unanswered e) {
        lines.add("(and nothing more)");
        return new Sighting(true, lines);
      }
    }
  }

  /**
   * swaks with an attachment, to Postfix, on a network that cuts; and one with a long file name.
   */
  static Sighting noAttachmentsOut(SymptomProfile profile) throws IOException {
    try (MailServer server = Postfix.server()) {
      MailPath path = new CutPath(profile.path(EnumSet.of(Defect.SPLIT_MARK)), 3);
      try (MailPath.Open box = path.open(server.port())) {
        Program run = attach(box.port(), "report.bin");
        if (run.exit() != 0) {
          return Sighting.of(true, Swaks.said(run, "DATA", "."));
        }
      }
      try (MailPath.Open box = profile.path(NONE).open(server.port())) {
        Program run = attach(box.port(), "r".repeat(252) + ".bin");
        return Sighting.of(run.exit() != 0, Swaks.said(run, "DATA", "."));
      }
    }
  }

  private static Program attach(int port, String name) throws IOException {
    return Swaks.run(
        port,
        "-f",
        "a@sender.test",
        "-t",
        "u@example.test",
        "--timeout",
        "1s",
        "--attach-type",
        "application/octet-stream",
        "--attach-name",
        name,
        "--attach",
        "octets ".repeat(2000));
  }

  /** Somebody at a Telnet client in character mode. */
  static Sighting telnet(SymptomProfile profile) throws IOException {
    try (var exchange = FakeExchange.start();
        MailPath.Open box = profile.path(EnumSet.of(Defect.SEGMENTS)).open(exchange.port());
        var telnet = TelnetClient.connect(box.port())) {
      telnet.greeting();
      WireReply reply = telnet.type("HELO desk.test");
      String heard = exchange.lines().isEmpty() ? "nothing" : exchange.lines().getLast();
      return Sighting.of(
          reply.code() != 250 || !heard.equals("HELO desk.test"),
          "typed, key by key: HELO desk.test",
          "server gets:        " + heard.stripTrailing(),
          "client gets:        " + reply);
    }
  }

  static Sighting ehlo(SymptomProfile profile) throws IOException {
    try (var exchange = FakeExchange.start();
        MailPath.Open box = profile.path(NONE).open(exchange.port());
        var client = WireClient.connect(box.port())) {
      client.greeting();
      WireReply reply = client.command("EHLO a.test");
      String heard = exchange.lines().isEmpty() ? "nothing" : exchange.lines().getLast();
      return Sighting.of(
          reply.code() != 250 || reply.lines().size() == 1,
          "client says: EHLO a.test",
          "server gets: " + shown(heard),
          "client gets: " + reply.lines().getFirst() + more(reply));
    }
  }

  /** Blanks at the end would not be seen. */
  private static String shown(String heard) {
    String text = heard.stripTrailing();
    int blanks = heard.length() - text.length();
    return blanks == 0 ? text : text + " (and " + blanks + " blanks)";
  }

  private static String more(WireReply reply) {
    int more = reply.lines().size() - 1;
    return more == 0 ? "" : " (and " + more + " keywords)";
  }

  /** Postfix that is told to insist on TLS, to Postfix that offers it. */
  static Sighting certainDomains(SymptomProfile profile) throws IOException {
    try (MailServer server = Postfix.server();
        MailPath.Open box = profile.path(NONE).open(server.port());
        MailSender sender = Postfix.sender(box.port(), "smtp_tls_security_level = encrypt\n")) {
      sender.send(Envelope.to("tls"), plain("tls"));
      Daemon.await("an outcome")
          .until(() -> sender.deferred() > 0 || sender.log().contains("status=sent"));
      boolean deferred = sender.deferred() > 0;
      return Sighting.of(
          deferred,
          deferred
              ? "Postfix logs: status=deferred (TLS is required, but was not offered by host)"
              : "Postfix logs: status=sent");
    }
  }

  /** A mail program that has fetched its mail by POP3, to a server that knows its user. */
  static Sighting popDoesNotHelp(SymptomProfile profile) throws IOException {
    Outlook.Box box = mailProgram(profile);
    return Sighting.of(
        !box.error().isEmpty(),
        "client logs in:       " + (box.authenticated() ? "yes" : "no, AUTH is not offered"),
        "RCPT TO:<bob@outside.test> or the message is answered: " + box.reply());
  }

  /** The same, as its user sees it. */
  static Sighting outlook(SymptomProfile profile) throws IOException {
    Outlook.Box box = mailProgram(profile);
    return Sighting.of(
        box.error().equals(Outlook.RECIPIENT_REFUSED),
        "shown:           " + (box.error().isEmpty() ? "nothing, it is sent" : box.error()),
        "the server said: " + box.reply());
  }

  private static Outlook.Box mailProgram(SymptomProfile profile) throws IOException {
    try (var exchange = FakeExchange.withoutHello();
        MailPath.Open box = profile.path(NONE).open(exchange.port())) {
      return new Outlook("127.0.0.7", box.port(), exchange.popPort()).send("bob@outside.test");
    }
  }

  /** A sender that tries five times, on a network that cuts. */
  static Sighting fiveOrSixTimes(SymptomProfile profile) throws IOException {
    MailPath path = new CutPath(profile.path(EnumSet.of(Defect.SPLIT_MARK)), 1);
    try (var exchange = FakeExchange.withoutHello();
        MailPath.Open box = path.open(exchange.port())) {
      ExchangeSender sender = ExchangeSender.toInternet(box.port()).withoutChunks().patience(SHORT);
      List<ExchangeReport> reports = sender.sendUntilGone(ExchangeMail.plain("again"), 5);
      return Sighting.of(
          exchange.messages().size() > 1,
          "attempts of the sender:   " + reports.size(),
          "copies that the server took: " + exchange.messages().size(),
          "the sender's last word:   " + fate(reports.getLast()));
    }
  }

  private static String fate(ExchangeReport report) {
    return switch (report.fate()) {
      case Delivered(String reply) -> "sent, " + reply.substring(0, 3);
      case ExchangeReport.Queued _ -> "no answer in time";
      case ExchangeReport.Returned(String status) -> "returned, " + status;
    };
  }

  /** Postfix sends to Postfix, on a network that cuts, and is less patient than it usually is. */
  static Sighting duplicates(SymptomProfile profile) throws IOException {
    MailPath path = new CutPath(profile.path(EnumSet.of(Defect.SPLIT_MARK)), 1);
    try (MailServer server = Postfix.server();
        MailPath.Open box = path.open(server.port());
        MailSender sender = Postfix.sender(box.port(), "smtp_data_done_timeout = 1s\n")) {
      sender.send(Envelope.to("twice"), plain("twice"));
      Daemon.await("an outcome")
          .until(() -> sender.log().contains("status=sent") || server.delivered().size() > 1);
      int copies = server.delivered().size();
      return Sighting.of(
          copies > 1,
          copies > 1
              ? "the server has it twice, and Postfix still has it: status=deferred (conversation"
                  + " timed out while sending end of data)"
              : "the server has it once, and Postfix logs status=sent");
    }
  }

  /** An Exchange that does not convert. */
  static Sighting eightBitMime(SymptomProfile profile) throws IOException {
    try (var exchange = FakeExchange.withoutHello();
        MailPath.Open box = profile.path(NONE).open(exchange.port())) {
      ExchangeReport report =
          ExchangeSender.toInternet(box.port()).send(ExchangeMail.eightBit("eight"));
      List<String> lines = new ArrayList<>(report.events());
      lines.add(fate(report));
      return new Sighting(report.fate() instanceof ExchangeReport.Returned, lines);
    }
  }

  /** A NOOP in the session, and an attachment in base64. */
  static Sighting mangledAttachments(SymptomProfile profile) throws IOException {
    String content = "Subject: x\r\n\r\nUEsDBBQAAAAIAGx4\r\nb2N0ZXRzIG9m\r\n";
    try (var exchange = FakeExchange.start();
        MailPath.Open box = profile.path(EnumSet.of(Defect.NOOP)).open(exchange.port());
        var client = WireClient.connect(box.port())) {
      client.greeting();
      client.command("HELO a.test", 250);
      client.command("NOOP", 250);
      client.envelope("a@sender.test", "u@example.test");
      client.data(content.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      String arrived = exchange.messages().getFirst().mail().content();
      List<String> lines = new ArrayList<>();
      lines.add("the client's NOOP, then in its message: UEsDBBQAAAAIAGx4");
      lines.add("the server gets:                        " + arrived.split("\r\n", -1)[2]);
      return new Sighting(!arrived.equals(content), lines);
    }
  }

  /** Whole tables. */
  static Sighting linkStateRouting(SymptomProfile profile) throws IOException {
    try (var exchange = FakeExchange.withoutHello();
        MailPath.Open box = profile.pathOfPeer().open(exchange.port())) {
      ExchangeReport report =
          ExchangeSender.overConnector(box.port()).send(ExchangeMail.plain("routing"));
      List<String> lines = new ArrayList<>(report.events());
      lines.add("tables that the server got: " + exchange.tables().size());
      return new Sighting(exchange.tables().isEmpty(), lines);
    }
  }

  static Sighting linkStateVerb(SymptomProfile profile) throws IOException {
    String command = "X-LINK2STATE LAST CHUNK={00000004} LINK";
    try (var exchange = FakeExchange.withoutHello();
        MailPath.Open box = profile.pathOfPeer().open(exchange.port());
        var client = WireClient.connect(box.port())) {
      client.greeting();
      client.command("EHLO a.test");
      WireReply reply = client.command(command);
      String heard = exchange.lines().isEmpty() ? "nothing" : exchange.lines().getLast();
      return Sighting.of(
          !heard.equals(command),
          "client says: " + command,
          "server gets: " + shown(heard),
          "client gets: " + reply);
    }
  }

  static Sighting routingGroupConnector(SymptomProfile profile) throws IOException {
    try (var exchange = FakeExchange.withoutHello();
        MailPath.Open box = profile.pathOfPeer().open(exchange.port())) {
      ExchangeReport report =
          ExchangeSender.overConnector(box.port()).send(ExchangeMail.plain("connector"));
      String fate =
          report.fate() instanceof ExchangeReport.Queued(String reason)
              ? "in the queue: " + reason
              : fate(report);
      List<String> lines = new ArrayList<>(report.events());
      lines.add(fate);
      return new Sighting(!(report.fate() instanceof Delivered), lines);
    }
  }

  /** Without MIME, so that no sender converts it. */
  private static byte[] plain(String name) {
    return "From: <a@sender.test>\r\nSubject: %1$s\r\nMessage-ID: <%1$s@sender.test>\r\n\r\ntext\r\n"
        .formatted(name)
        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
