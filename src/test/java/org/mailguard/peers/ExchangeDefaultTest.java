package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailguard.peers.ExchangeReport.Delivered;
import org.mailguard.peers.ExchangeReport.Queued;
import org.mailguard.policy.Policy;

/** The same with the guard's default policy between: the internet notices nothing of it. */
class ExchangeDefaultTest {
  private static final MailPath GUARD = new GuardPath(Policy.MAILGUARD_DEFAULT);

  @Test
  void strangersSendWhateverIsOffered() throws Exception {
    try (var exchange = FakeExchange.start();
        var guard = GUARD.open(exchange.port())) {
      for (ExchangeMail mail :
          List.of(
              ExchangeMail.plain("plain"),
              ExchangeMail.eightBit("eight"),
              ExchangeMail.binary("binary"))) {
        ExchangeReport report = ExchangeSender.toInternet(guard.port()).send(mail);
        assertThat(report.fate()).as(report.transcript()).isInstanceOf(Delivered.class);
        assertThat(report.events()).isEmpty();
        assertThat(exchange.messages()).contains(new FakeExchange.Taken(mail, false));
      }
      assertThat(exchange.lines()).contains("EHLO sender.test").doesNotContain("DATA");
    }
  }

  /**
   * Private verbs are for a peer that a policy names, and the default names none. They are taken
   * from the list, so that nobody tries them, and nothing of them reaches the server.
   */
  @Test
  void privateVerbsAreNotOfferedToEverybody() throws Exception {
    try (var exchange = FakeExchange.start();
        var guard = GUARD.open(exchange.port())) {
      ExchangeMail mail = ExchangeMail.plain("connector");
      ExchangeReport report = ExchangeSender.overConnector(guard.port()).send(mail);
      assertThat(report.fate()).as(report.transcript()).isInstanceOf(Queued.class);
      assertThat(report.events()).containsExactly("X-EXPS is not offered");
      assertThat(exchange.lines()).containsExactly("EHLO sender.test", "QUIT");
    }
  }

  @Test
  void whatIsOfferedIsTheServersListWithoutThem() throws Exception {
    try (var exchange = FakeExchange.start();
        var guard = GUARD.open(exchange.port());
        var client = WireClient.connect(guard.port())) {
      assertThat(client.expect(220)).hasToString("220 " + FakeExchange.HOST + " ESMTP");
      assertThat(client.command("EHLO a.test", 250).keywords())
          .containsExactlyInAnyOrder(
              "SIZE 2097152",
              "ETRN",
              "PIPELINING",
              "DSN",
              "ENHANCEDSTATUSCODES",
              "8BITMIME",
              "BINARYMIME",
              "CHUNKING",
              "VRFY",
              "AUTH GSSAPI NTLM LOGIN");
    }
  }

  /** Texts for people behind 334, and a ticket of two thousand octets, are part of a login. */
  @Test
  void everyLoginPasses() throws Exception {
    try (var exchange = FakeExchange.start();
        var guard = GUARD.open(exchange.port())) {
      for (Mechanism mechanism : Mechanism.values()) {
        try (var client = WireClient.greet(guard.port())) {
          WireReply reply = mechanism.login(client, "AUTH");
          assertThat(reply.code()).as(client.transcript()).isEqualTo(235);
          client.envelope("alice@example.test", "bob@outside.test");
        }
      }
    }
  }

  @Test
  void aMailProgramLogsIn() throws Exception {
    try (var exchange = FakeExchange.start();
        var guard = GUARD.open(exchange.port())) {
      var outlook = new Outlook("127.0.0.7", guard.port(), exchange.popPort());
      Outlook.Box box = outlook.send("bob@outside.test");
      assertThat(box.error()).as(box.reply()).isEmpty();
      assertThat(box.authenticated()).isTrue();
    }
  }

  /**
   * Who has no AUTH and relies on the address is still lost: the server sees the guard's, as long
   * as the guard has no way to pass the client's on.
   */
  @Test
  void anAddressKnownFromPop3IsHiddenByTheGuards() throws Exception {
    try (var exchange = FakeExchange.without("AUTH");
        var guard = GUARD.open(exchange.port())) {
      var outlook = new Outlook("127.0.0.7", guard.port(), exchange.popPort());
      Outlook.Box box = outlook.send("bob@outside.test");
      assertThat(box.error()).isEqualTo(Outlook.RECIPIENT_REFUSED);
      assertThat(box.reply()).isEqualTo("550 5.7.1 Unable to relay for bob@outside.test");
    }
  }

  @Test
  void aPersonAtTheKeyboardCanSendMail() throws Exception {
    try (var exchange = FakeExchange.start();
        var guard = GUARD.open(exchange.port());
        var telnet = TelnetClient.connect(guard.port())) {
      assertThat(telnet.greeting().code()).isEqualTo(220);
      assertThat(telnet.type("EHLO desk.test").code()).isEqualTo(250);
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
