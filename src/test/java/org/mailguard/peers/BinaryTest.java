package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.policy.Policy;

/**
 * A message of all octets by BDAT. None of Debian's servers offers BINARYMIME, and each makes
 * something of its own of bare line ends, so what it stores of the message that came through a
 * guard is compared with what it stores of the same message without one. That no octet differs on
 * the wire is shown by the tests with a scripted server.
 */
@NeedsPeers
class BinaryTest {

  /** Starts a server that speaks BDAT. */
  interface Start {
    MailServer server() throws IOException;
  }

  static Stream<Start> servers() {
    return Stream.of(Postfix::server, Exim::server);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void isStoredAsIfThereWereNoGuard(Start start) throws IOException {
    try (MailServer server = start.server();
        MailPath.Open guard = new GuardPath(Policy.MAILGUARD_DEFAULT).open(server.port())) {
      TestMessage message = Messages.binary();
      send(server.port(), message);
      send(guard.port(), message);
      var stored = server.awaitDelivered(2);
      assertThat(stored.getFirst().content().digest())
          .isEqualTo(stored.getLast().content().digest());
    }
  }

  private static void send(int port, TestMessage message) throws IOException {
    byte[] octets = message.octets();
    int half = octets.length / 2;
    try (var client = WireClient.greet(port)) {
      client.envelope("a@b.test", "binary@example.test");
      byte[] first = Arrays.copyOf(octets, half);
      byte[] second = Arrays.copyOfRange(octets, half, octets.length);
      assertThat(client.bdat(first, false).code()).isEqualTo(250);
      assertThat(client.bdat(second, true).code()).isEqualTo(250);
      client.quit();
    }
  }
}
