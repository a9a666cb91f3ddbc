package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The stand-in for Exchange by itself: what it says is what public descriptions say of it. */
class FakeExchangeTest {
  @Test
  void itGreetsAndListsAsPrinted() throws Exception {
    try (var exchange = FakeExchange.start();
        var client = WireClient.connect(exchange.port())) {
      assertThat(client.expect(220)).hasToString(FakeExchange.GREETING);
      assertThat(client.command("EHLO a.test", 250).keywords()).isEqualTo(FakeExchange.KEYWORDS);
      client.command("goodmorning", 500);
      client.quit();
      assertThat(exchange.lines()).containsExactly("EHLO a.test", "goodmorning", "QUIT");
    }
  }

  @Test
  void eachMechanismIsADialogueOfTokens() throws Exception {
    try (var exchange = FakeExchange.start()) {
      for (Mechanism mechanism : Mechanism.values()) {
        try (var client = WireClient.greet(exchange.port())) {
          assertThat(mechanism.login(client, "X-EXPS").code()).isEqualTo(235);
          client.quit();
        }
      }
      // Fixed lengths, so that nobody shortens what a guard has to bear.
      assertThat(exchange.lines().get(2)).hasSizeGreaterThan(2000);
    }
  }

  @Test
  void aWrongTokenAndACancelledLoginAreNoLogin() throws Exception {
    try (var exchange = FakeExchange.start();
        var client = WireClient.greet(exchange.port())) {
      client.command("AUTH LOGIN", 334);
      client.command("Ym9i", 334);
      client.command("d3Jvbmc=", 535);
      client.command("AUTH GSSAPI", 334);
      client.command("*", 501);
      client.command("AUTH CRAM-MD5", 504);
      client.command("MAIL FROM:<alice@sender.test>", 250);
      client.command("RCPT TO:<bob@outside.test>", 550);
    }
  }

  @Test
  void aLongTableComesInCommandsOf1024Octets() throws Exception {
    String table = LinkState.CLIENTS_TABLE;
    List<String> commands = LinkState.commands(table);
    assertThat(commands).hasSize(3);
    assertThat(commands.getFirst()).startsWith("X-LINK2STATE FIRST CHUNK={").hasSize(1022);
    assertThat(commands.get(1)).startsWith("X-LINK2STATE NEXT CHUNK={");
    assertThat(commands.getLast()).startsWith("X-LINK2STATE LAST CHUNK={");
    try (var exchange = FakeExchange.start();
        var client = WireClient.greet(exchange.port())) {
      client.command(commands.get(1), 503);
      client.command(commands.get(0), 250);
      client.command(commands.get(1), 250);
      assertThat(client.command(commands.get(2), 200)).hasToString(LinkState.SERVERS_REPLY);
      client.command("X-LINK2STATE CHUNK=", 501);
      client.command("X-LINK2STATE LAST CHUNK={00000003} XXXX", 501);
      assertThat(exchange.tables()).containsExactly(table);
    }
  }

  @Test
  void propertiesAreTakenFromThoseWhoHaveLoggedIn() throws Exception {
    String properties = "\0\r\n.\r\nQUIT\r\n\u00ff";
    try (var exchange = FakeExchange.start();
        var client = WireClient.greet(exchange.port())) {
      client.envelope("a@sender.test", "u@example.test");
      assertThat(client.command("XEXCH50 14 2")).hasToString("504 Need to authenticate first");
      assertThat(Mechanism.NTLM.login(client, "X-EXPS").code()).isEqualTo(235);
      client.command("XEXCH50 " + properties.length() + " 2", 354);
      client.send(properties);
      client.expect(250);
      client.data(new byte[] {'x', '\r', '\n'});
      assertThat(exchange.messages().getFirst().mail().properties()).isEqualTo(properties);
    }
  }

  @Test
  void relayingIsForThoseWhoAreKnown() throws Exception {
    try (var exchange = FakeExchange.start()) {
      try (var stranger = WireClient.greet(exchange.port())) {
        stranger.envelope("a@sender.test", "u@example.test");
        assertThat(stranger.command("RCPT TO:<bob@outside.test>"))
            .hasToString("550 5.7.1 Unable to relay for bob@outside.test");
      }
      try (var user = WireClient.greet(exchange.port())) {
        assertThat(Mechanism.LOGIN.login(user, "AUTH").code()).isEqualTo(235);
        user.envelope("a@sender.test", "bob@outside.test");
      }
    }
  }

  @Test
  void aClientThatVanishesIsNoted() throws Exception {
    try (var exchange = FakeExchange.start()) {
      try (var client = WireClient.greet(exchange.port())) {
        client.envelope("a@sender.test", "u@example.test");
        client.command("DATA", 354);
        client.send("half a mess");
      }
      Daemon.await("loss").until(() -> exchange.lines().getLast().equals("(lost)"));
      assertThat(exchange.messages()).isEmpty();
    }
  }
}
