package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each peer by itself: it starts, does what it is for, and is gone afterwards. */
@NeedsPeers
class DirectPeersTest {
  /** Starts a server. */
  interface Start {
    MailServer server() throws Exception;
  }

  static Stream<Start> servers() {
    return Stream.of(Postfix::server, Exim::server, OpenSmtpd::server, SmtpSink::server);
  }

  static Stream<MailSender.Factory> senders() {
    return Stream.of(Postfix::sender, Exim::sender, OpenSmtpd::sender, Swaks::sender);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aServerStoresWhatItTakes(Start start) throws Exception {
    try (MailServer server = start.server()) {
      TestMessage message = Messages.dots();
      try (var client = WireClient.greet(server.port())) {
        client.envelope("a@b.test", "dots@example.test");
        assertThat(client.data(message.octets()).code()).isEqualTo(250);
        client.quit();
      }
      StoredMessage stored = server.awaitDelivered(1).getFirst();
      assertThat(stored.content().digest()).isEqualTo(message.digest());
    }
  }

  @ParameterizedTest
  @MethodSource("senders")
  void aSenderDelivers(MailSender.Factory factory) throws Exception {
    try (MailServer sink = SmtpSink.server();
        MailSender sender = factory.startFor(sink.port())) {
      TestMessage message = Messages.dots();
      sender.send(Envelope.to("dots"), message.octets());
      sender.awaitSent(1);
      StoredMessage stored = sink.awaitDelivered(1).getFirst();
      assertThat(stored.content().digest()).isEqualTo(message.digest());
    }
  }

  /** A mail server would make a header for it, so only a sink can show that nothing is nothing. */
  @Test
  void theEmptyMessageStaysEmpty() throws Exception {
    try (MailServer sink = SmtpSink.server();
        var client = WireClient.greet(sink.port())) {
      client.envelope("a@b.test", "empty@example.test");
      client.data(Messages.empty().octets());
      assertThat(sink.awaitDelivered(1).getFirst().content().octets()).isEmpty();
    }
  }

  @Test
  void aRefusedMessageIsDeferredBySenders() throws Exception {
    try (MailServer sink = SmtpSink.server("-r", "RCPT");
        MailSender sender = Postfix.sender(sink.port())) {
      sender.send(Envelope.to("kibibyte"), Messages.kibibyte().octets());
      Daemon.await("deferral").until(() -> sender.deferred() > 0);
      assertThat(sink.delivered()).isEmpty();
    }
  }

  @Test
  void postfixOffersWhatAGuardHasToUnderstand() throws Exception {
    try (Postfix server = Postfix.server()) {
      String login =
          "--auth PLAIN --auth-user " + Postfix.USER + " --auth-password " + Postfix.PASSWORD;
      assertThat(swaks(server.port(), login)).contains("235 2.7.0");
      assertThat(swaks(server.port(), "--tls " + login)).contains("=== TLS started", "235 2.7.0");
      assertThat(swaks(server.tlsPort(), "--tlsc")).contains("=== TLS started");
      assertThat(swaks(server.port(), "--xclient-addr 192.0.2.8 --xclient-name c.test"))
          .contains("XCLIENT");
      String proxied =
          "--proxy-version 1 --proxy-family TCP4 --proxy-source 192.0.2.9 --proxy-source-port 999";
      swaks(server.proxyPort(), proxied + " --proxy-dest 127.0.0.1 --proxy-dest-port 25");
      assertThat(server.log())
          .contains("client=c.test[192.0.2.8]", "connect from unknown[192.0.2.9]");
    }
  }

  private static String swaks(int port, String options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options.split(" ", -1)));
    all.addAll(List.of("-f", "a@b.test", "-t", "u@example.test"));
    return Swaks.run(port, all.toArray(String[]::new)).succeeded();
  }
}
