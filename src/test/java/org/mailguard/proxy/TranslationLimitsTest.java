package org.mailguard.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mailguard.events.MessageId;
import org.mailguard.peers.ScriptedServer;
import org.mailguard.peers.WireClient;
import org.mailguard.policy.Access;
import org.mailguard.policy.Endpoint;
import org.mailguard.policy.Policies;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;
import org.mailguard.policy.Translation;

/** The two numbers at the end of a static. */
@Timeout(60)
final class TranslationLimitsTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @Test
  void connectionsOfAStaticAreLimited() throws Exception {
    try (var server =
            ScriptedServer.start(session -> {
              session.say("220 backend.test ESMTP");
              session.awaitEnd();
            });
        var guard = TestGuard.of(publication(server.port(), 1, 0))) {
      try (var first = WireClient.connect(guard.port())) {
        first.expect(220);
        try (var second = WireClient.connect(guard.port())) {
          assertThat(second.expect(421).text()).contains(MessageId.TOO_MANY_CONNECTIONS.id());
        }
        assertThat(guard.await(MessageId.TOO_MANY_CONNECTIONS).detail())
            .isEqualTo("Too many TCP connections on static 127.0.0.1! 1 1");
      }
      guard.awaitNoSessions();
      try (var third = WireClient.connect(guard.port())) {
        third.expect(220);
      }
    }
  }

  /** A server whose queue is full does not answer: whoever waits for it is half open. */
  @Test
  void connectionsThatWaitForTheServerAreLimited() throws Exception {
    try (var deaf = new ServerSocket(0, 1, LOOPBACK)) {
      List<Socket> queue = fill(deaf);
      try (var guard = TestGuard.of(publication(deaf.getLocalPort(), 0, 1))) {
        try (var first = WireClient.connect(guard.port())) {
          assertThat(first).isNotNull();
          Awaitility.await().until(() -> guard.guard().sessions() == 1);
          try (var second = WireClient.connect(guard.port())) {
            assertThat(second.expect(421).text()).contains(MessageId.TOO_MANY_EMBRYONIC.id());
          }
          assertThat(guard.await(MessageId.TOO_MANY_EMBRYONIC).detail())
              .startsWith("Embryonic limit exceeded 1/1 for 127.0.0.1/")
              .endsWith(" (127.0.0.1) 127.0.0.1/" + deaf.getLocalPort() + " on interface inside");
        }
        guard.awaitNoSessions();
        // The place is free again, though the server never answered.
        try (var third = WireClient.connect(guard.port())) {
          assertThat(third).isNotNull();
          Awaitility.await().until(() -> guard.guard().sessions() == 1);
          assertThat(guard.count(MessageId.TOO_MANY_EMBRYONIC)).isEqualTo(1);
        }
      } finally {
        for (Socket socket : queue) {
          socket.close();
        }
      }
    }
  }

  private static List<Socket> fill(ServerSocket deaf) throws IOException {
    List<Socket> queue = new ArrayList<>();
    while (queue.size() < 64) {
      Socket socket = new Socket();
      queue.add(socket);
      try {
        socket.connect(new InetSocketAddress(LOOPBACK, deaf.getLocalPort()), 300);
      } catch (SocketTimeoutException full) {
        return queue;
      }
    }
    throw new IOException("the queue takes everything");
  }

  private static Publication publication(int serverPort, int connections, int embryonic)
      throws IOException {
    return new Publication(
        "127.0.0.1",
        TestGuard.freePort(),
        new Endpoint("127.0.0.1", serverPort),
        Access.BY_LEVEL,
        Policies.always(Policy.MAILGUARD_DEFAULT),
        new Translation("here", "inside", "outside", connections, embryonic));
  }
}
