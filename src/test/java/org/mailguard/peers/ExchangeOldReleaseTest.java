package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.peers.ExchangeReport.Delivered;
import org.mailguard.peers.ExchangeReport.Queued;
import org.mailguard.peers.ExchangeReport.Returned;
import org.mailguard.policy.Release;

/** The same with release p51 between: what it broke, with the octets that show it. */
class ExchangeOldReleaseTest {
  private static final MailPath PIX = new GuardPath(Release.P51.policy());

  @Test
  void theGreetingIsStars() throws Exception {
    try (var exchange = FakeExchange.start();
        var pix = PIX.open(exchange.port());
        var client = WireClient.connect(pix.port())) {
      assertThat(client.readLine())
          .isEqualTo(
              "220 " + "*".repeat(54) + "0*2******0" + "*".repeat(23) + "2002*******2***0*00")
          .hasSameSizeAs(FakeExchange.GREETING);
    }
  }

  @Test
  void ehloIsCrossedOutAndTheServerAnswersThat() throws Exception {
    try (var exchange = FakeExchange.start();
        var pix = PIX.open(exchange.port());
        var client = WireClient.connect(pix.port())) {
      client.expect(220);
      assertThat(client.command("EHLO a.test")).hasToString("500 5.3.3 Unrecognized command");
      assertThat(client.command("goodmorning")).hasToString("500 5.3.3 Unrecognized command");
      client.command("HELO a.test", 250);
      assertThat(exchange.received(0)).isEqualTo("XXXXXXXXXXX\r\nXXXXXXXXXXX\r\nHELO a.test\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-EXPS GSSAPI",
        "X-LINK2STATE LAST CHUNK={00000004} LINK",
        "XEXCH50 14 2",
        "AUTH LOGIN",
        "BDAT 14 LAST"
      })
  void aVerbOfExchangeIsCrossedOut(String command) throws Exception {
    try (var exchange = FakeExchange.start();
        var pix = PIX.open(exchange.port());
        var client = WireClient.connect(pix.port())) {
      client.expect(220);
      client.command("HELO a.test", 250);
      client.envelope("a@sender.test", "u@example.test");
      client.command(command, 500);
      assertThat(exchange.received(0)).endsWith("\r\n" + "X".repeat(command.length()) + "\r\n");
    }
  }

  @Test
  void aWholeTableOfLinkStateIsCrossedOut() throws Exception {
    try (var exchange = FakeExchange.start();
        var pix = PIX.open(exchange.port());
        var client = WireClient.connect(pix.port())) {
      client.expect(220);
      for (String command : LinkState.commands(LinkState.CLIENTS_TABLE)) {
        client.command(command, 500);
        assertThat(exchange.lines().getLast()).isEqualTo("X".repeat(command.length()));
      }
      assertThat(exchange.tables()).isEmpty();
    }
  }

  @Test
  void aRoutingGroupConnectorFails() throws Exception {
    try (var exchange = FakeExchange.start();
        var pix = PIX.open(exchange.port())) {
      ExchangeMail mail = ExchangeMail.plain("connector");
      ExchangeReport report = ExchangeSender.overConnector(pix.port()).send(mail);
      assertThat(report.fate())
          .isEqualTo(new Queued("no authentication with the server of the other routing group"));
      assertThat(report.events())
          .containsExactly(
              "EHLO refused, HELO instead: 500 5.3.3 Unrecognized command",
              "X-EXPS is not offered");
      assertThat(exchange.lines()).containsExactly("XXXXXXXXXXXXXXXX", "HELO sender.test", "QUIT");
    }
  }

  @Test
  void onlyPlainMailPasses() throws Exception {
    try (var exchange = FakeExchange.start();
        var pix = PIX.open(exchange.port())) {
      var sender = ExchangeSender.toInternet(pix.port());
      var returned = new Returned("554 5.6.1 Body type not supported by Remote Host");
      assertThat(sender.send(ExchangeMail.eightBit("eight")).fate()).isEqualTo(returned);
      assertThat(sender.send(ExchangeMail.binary("binary")).fate()).isEqualTo(returned);
      assertThat(exchange.messages()).isEmpty();

      ExchangeMail plain = ExchangeMail.plain("plain");
      assertThat(sender.send(plain).fate()).isInstanceOf(Delivered.class);
      assertThat(exchange.messages()).containsExactly(new FakeExchange.Taken(plain, false));
    }
  }

  /** The mail program cannot log in, and its address is known to the server from POP3 in vain. */
  @Test
  void aMailProgramShowsItsNumber() throws Exception {
    try (var exchange = FakeExchange.start();
        var pix = PIX.open(exchange.port())) {
      var outlook = new Outlook("127.0.0.7", pix.port(), exchange.popPort());
      Outlook.Box box = outlook.send("bob@outside.test");
      assertThat(box.error()).isEqualTo("0x800CCC79");
      assertThat(box.reply()).isEqualTo("550 5.7.1 Unable to relay for bob@outside.test");
      assertThat(box.authenticated()).isFalse();
      assertThat(exchange.lines())
          .containsExactly(
              "XXXXXXXXXXXXXX",
              "HELO desk.test",
              "MAIL FROM:<alice@example.test>",
              "RCPT TO:<bob@outside.test>",
              "QUIT");
    }
  }

  /** Here the stream is put together first. The old box judged each key alone. */
  @Test
  void aPersonAtTheKeyboardIsUnderstood() throws Exception {
    try (var exchange = FakeExchange.start();
        var pix = PIX.open(exchange.port());
        var telnet = TelnetClient.connect(pix.port())) {
      assertThat(telnet.greeting().code()).isEqualTo(220);
      assertThat(telnet.type("goodmorning")).hasToString("500 5.3.3 Unrecognized command");
      assertThat(telnet.type("HELO desk.test").code()).isEqualTo(250);
      assertThat(telnet.type("QUIT").code()).isEqualTo(221);
      assertThat(exchange.lines()).containsExactly("XXXXXXXXXXX", "HELO desk.test", "QUIT");
    }
  }
}
