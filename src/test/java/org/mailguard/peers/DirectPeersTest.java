package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
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
}
