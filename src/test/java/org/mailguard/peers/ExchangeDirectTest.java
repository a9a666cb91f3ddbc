package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.peers.ExchangeReport.Delivered;
import org.mailguard.peers.ExchangeReport.Queued;
import org.mailguard.peers.ExchangeReport.Returned;

/**
 * Senders that want more than the minimum, and nothing between them and Exchange: no symptom. What
 * fails here is not a guard's fault.
 */
class ExchangeDirectTest {
  @Test
  void aRoutingGroupConnectorWorks() throws Exception {
    try (var exchange = FakeExchange.start()) {
      ExchangeMail mail = ExchangeMail.binary("connector").withProperties("\0\1\r\n");
      ExchangeReport report = ExchangeSender.overConnector(exchange.port()).send(mail);
      assertThat(report.fate()).as(report.transcript()).isInstanceOf(Delivered.class);
      assertThat(report.events())
          .containsExactly(
              "X-EXPS: 235 2.7.0 Authentication successful.",
              "X-LINK2STATE: " + LinkState.SERVERS_REPLY,
              "XEXCH50: 250 XEXCH50 OK");
      assertThat(exchange.messages()).containsExactly(new FakeExchange.Taken(mail, true));
      assertThat(exchange.tables()).containsExactly(LinkState.CLIENTS_TABLE);
    }
  }

  @Test
  void strangersSendWhateverIsOffered() throws Exception {
    try (var exchange = FakeExchange.start()) {
      for (ExchangeMail mail :
          List.of(
              ExchangeMail.plain("plain"),
              ExchangeMail.eightBit("eight"),
              ExchangeMail.binary("binary"))) {
        ExchangeReport report = ExchangeSender.toInternet(exchange.port()).send(mail);
        assertThat(report.fate()).as(report.transcript()).isInstanceOf(Delivered.class);
        assertThat(report.events()).isEmpty();
        assertThat(exchange.messages()).contains(new FakeExchange.Taken(mail, false));
      }
    }
  }

  @Test
  void aStrangersPropertiesAreRefusedAndTheMailPasses() throws Exception {
    try (var exchange = FakeExchange.start()) {
      ExchangeMail mail = ExchangeMail.plain("properties").withProperties("secret");
      ExchangeReport report = ExchangeSender.toInternet(exchange.port()).send(mail);
      assertThat(report.fate()).isInstanceOf(Delivered.class);
      assertThat(report.events()).containsExactly("XEXCH50: 504 Need to authenticate first");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"8BITMIME", "BINARYMIME"})
  void aServerWithoutTheKeywordGetsNoSuchMail(String keyword) throws Exception {
    try (var exchange = FakeExchange.without(keyword)) {
      ExchangeMail mail =
          keyword.equals("8BITMIME") ? ExchangeMail.eightBit("u") : ExchangeMail.binary("u");
      ExchangeReport report = ExchangeSender.toInternet(exchange.port()).send(mail);
      assertThat(report.fate())
          .isEqualTo(new Returned("554 5.6.1 Body type not supported by Remote Host"));
      assertThat(exchange.messages()).isEmpty();
    }
  }

  @Test
  void withoutChunkingItSaysData() throws Exception {
    try (var exchange = FakeExchange.without("CHUNKING")) {
      ExchangeMail mail = ExchangeMail.eightBit("data");
      ExchangeReport report = ExchangeSender.toInternet(exchange.port()).send(mail);
      assertThat(report.fate()).as(report.transcript()).isInstanceOf(Delivered.class);
      assertThat(exchange.lines()).contains("DATA");
      assertThat(exchange.messages()).containsExactly(new FakeExchange.Taken(mail, false));
    }
  }

  /** The server has the message, but the sender never hears so: each attempt is a duplicate. */
  @Test
  void whoHearsNothingTriesAgain() throws Exception {
    ScriptedServer.Script deaf =
        session -> {
          session.say("220 deaf.test");
          session.dialogue("EHLO sender.test", "500 what", "HELO sender.test", "250 well");
          session.dialogue("MAIL FROM:<alice@sender.test>", "250 ok");
          session.dialogue("RCPT TO:<u@example.test>", "250 ok", "DATA", "354 go");
          session.readData();
          session.awaitEnd();
        };
    try (var server = ScriptedServer.start(deaf)) {
      var sender = ExchangeSender.toInternet(server.port()).patience(Duration.ofMillis(200));
      List<ExchangeReport> reports = sender.sendUntilGone(ExchangeMail.plain("u"), 5);
      assertThat(reports).hasSize(5);
      assertThat(reports.getLast().fate()).isInstanceOf(Queued.class);
      assertThat(server.sessionCount()).isEqualTo(5);
    }
  }

  @Test
  void aMailProgramLogsIn() throws Exception {
    try (var exchange = FakeExchange.start()) {
      var outlook = new Outlook("127.0.0.7", exchange.port(), exchange.popPort());
      Outlook.Box box = outlook.send("bob@outside.test");
      assertThat(box.error()).isEmpty();
      assertThat(box.authenticated()).isTrue();
    }
  }

  @Test
  void aMailProgramIsKnownByItsAddress() throws Exception {
    try (var exchange = FakeExchange.without("AUTH")) {
      var outlook = new Outlook("127.0.0.7", exchange.port(), exchange.popPort());
      assertThat(outlook.send("bob@outside.test").error()).isEmpty();
      try (var stranger = WireClient.greet(exchange.port())) {
        stranger.command("MAIL FROM:<a@sender.test>", 250);
        stranger.command("RCPT TO:<bob@outside.test>", 550);
      }
    }
  }

  @Test
  void aPersonAtTheKeyboardCanSendMail() throws Exception {
    try (var exchange = FakeExchange.start();
        var telnet = TelnetClient.connect(exchange.port())) {
      assertThat(telnet.greeting()).hasToString(FakeExchange.GREETING);
      assertThat(telnet.type("HELO desk.test").code()).isEqualTo(250);
      assertThat(telnet.type("MAIL FROM:<a@desk.test>").code()).isEqualTo(250);
      assertThat(telnet.type("RCPT TO:<u@example.test>").code()).isEqualTo(250);
      assertThat(telnet.type("DATA").code()).isEqualTo(354);
      telnet.keys("typed");
      telnet.enter();
      assertThat(telnet.type(".").code()).isEqualTo(250);
      assertThat(telnet.sendWhole("QUIT").code()).isEqualTo(221);
      assertThat(exchange.messages().getFirst().mail().content()).isEqualTo("typed\r\n");
    }
  }
}
