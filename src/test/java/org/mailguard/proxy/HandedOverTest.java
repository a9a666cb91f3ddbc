package org.mailguard.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mailguard.peers.ScriptedServer;
import org.mailguard.peers.WireClient;
import org.mailguard.policy.Access;
import org.mailguard.policy.Endpoint;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;

/** Sockets that this process bound itself, handed to a guard by their descriptor. */
@Timeout(60)
class HandedOverTest {
  private static final Access EVERYBODY = _ -> new Access.Decision.Permitted("test");

  @BeforeAll
  static void loadNetty() {
    Epoll.ensureAvailability();
  }

  private static Socket listening(String address) throws IOException {
    InetAddress literal = InetAddress.ofLiteral(address);
    Socket socket =
        LinuxSocket.newSocketStream(
            literal instanceof Inet4Address
                ? SocketProtocolFamily.INET
                : SocketProtocolFamily.INET6);
    socket.bind(new InetSocketAddress(literal, 0));
    socket.listen(10);
    return socket;
  }

  private static HandedOver of(Socket... sockets) throws IOException {
    return new HandedOver(
        Stream.of(sockets)
            .map(socket -> {
              try {
                return HandedOverSocket.take(socket.intValue(), "smtp");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
            .toList());
  }

  private static Publication publication(@Nullable String address, int port, int server) {
    return new Publication(
        address, port, new Endpoint("127.0.0.1", server), EVERYBODY, Policy.MAILGUARD_DEFAULT);
  }

  private static Guard.Task task(Publication... publications) {
    return new Guard.Task(List.of(publications), 100, 100);
  }

  /**
   * The listener closes what it had of the socket, the socket stays, and nothing of it is left in
   * epoll, where a full backlog would wake the loop without end.
   */
  @Test
  void aSocketThatIsTakenAwayComesBackWithItsBacklog() throws Exception {
    Socket socket = listening("127.0.0.1");
    int port = socket.localAddress().getPort();
    try (var server =
        ScriptedServer.start(session -> {
          session.say("220 backend.test ESMTP");
          session.awaitEnd();
        })) {
      Guard.Task used = task(publication("127.0.0.1", port, server.port()));
      Guard guard = Guard.start(used, of(socket), _ -> {}, Tap.NONE);
      try {
        assertThat(guard.unused()).isEmpty();
        assertThat(guard.addresses()).containsExactly(socket.localAddress());
        try (var client = WireClient.connect(port)) {
          client.expect(220);
        }
        guard.reload(task());
        assertThat(guard.unused()).containsExactly("127.0.0.1:" + port + " (smtp)");
        try (var queued = WireClient.connect(port)) {
          assertThat(inEpoll(socket)).isFalse();
          guard.reload(used);
          queued.expect(220);
        }
        assertThat(inEpoll(socket)).isTrue();
      } finally {
        guard.stop(Duration.ZERO);
      }
      assertThat(socket.isOpen()).isTrue();
      try (var _ = WireClient.connect(port)) {
        assertThat(inEpoll(socket)).isFalse();
      }
    } finally {
      socket.close();
    }
  }

  /** As proc(5) says it: {@code tfd: 12 events: 19 data: ... ino:HEX}. */
  private static boolean inEpoll(Socket socket) throws IOException {
    String link = Files.readSymbolicLink(Path.of("/proc/self/fd/" + socket.intValue())).toString();
    String inode = "ino:" + Long.toHexString(Long.parseLong(link.replaceAll("\\D", ""))) + " ";
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fdinfo"))) {
      return descriptors
          .map(HandedOverTest::read)
          .flatMap(String::lines)
          .filter(line -> line.startsWith("tfd:"))
          .anyMatch(line -> line.contains(inode));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  @Test
  void everyAddressIsTheDualStackSocketOrElseTheOneOfIpv4() throws Exception {
    Socket all = listening("::");
    int port = all.localAddress().getPort();
    Socket ipv4 = listening("0.0.0.0");
    int ipv4Port = ipv4.localAddress().getPort();
    try {
      HandedOver handedOver = of(all, ipv4);
      assertThat(handedOver.assign(List.of(publication(null, port, 25))).values())
          .extracting(HandedOverSocket::descriptor)
          .containsExactly(all.intValue());
      assertThat(handedOver.assign(List.of(publication(null, ipv4Port, 25))).values())
          .extracting(HandedOverSocket::descriptor)
          .containsExactly(ipv4.intValue());
      assertThat(handedOver.assign(List.of(publication("0.0.0.0", port, 25)))).isEmpty();
      assertThat(handedOver.assign(List.of(publication("127.0.0.1", port, 25)))).isEmpty();
    } finally {
      all.close();
      ipv4.close();
    }
  }

  /** Chance would decide whose policy holds for a session. */
  @Test
  void twoPublicationsDoNotShareASocket() throws Exception {
    Socket ipv4 = listening("0.0.0.0");
    int port = ipv4.localAddress().getPort();
    try {
      HandedOver handedOver = of(ipv4);
      assertThatThrownBy(() ->
              handedOver.assign(
                  List.of(publication(null, port, 25), publication("0.0.0.0", port, 26))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("0.0.0.0:" + port + " (smtp)");
    } finally {
      ipv4.close();
    }
  }

  /** Else the loop would wait in accept for a client that another process took. */
  @Test
  void aSocketThatBlocksIsMadeNotTo() throws Exception {
    Socket socket = listening("127.0.0.1");
    try {
      of(socket);
      String flags = read(Path.of("/proc/self/fdinfo/" + socket.intValue()));
      assertThat(flags.lines().filter(line -> line.startsWith("flags:")).toList())
          .singleElement()
          .satisfies(line ->
              assertThat(Long.parseLong(line.replaceAll("\\D", ""), 8) & 0x800).isNotZero());
    } finally {
      socket.close();
    }
  }

  @Test
  void whatNoMailCanComeInByIsRefused() throws Exception {
    Socket stream = Socket.newSocketStream();
    Socket datagram = Socket.newSocketDgram();
    Socket local = Socket.newSocketDomain();
    FileDescriptor[] pipe = FileDescriptor.pipe();
    try {
      assertRefused(stream.intValue(), "does not listen");
      assertRefused(datagram.intValue(), "is no stream socket");
      assertRefused(local.intValue(), "is a socket of neither IPv4 nor IPv6");
      assertRefused(pipe[0].intValue(), "is no socket");
      assertRefused(99_999, "is no socket");
    } finally {
      for (FileDescriptor descriptor : List.of(stream, datagram, local, pipe[0], pipe[1])) {
        descriptor.close();
      }
    }
  }

  private static void assertRefused(int descriptor, String why) {
    assertThatThrownBy(() -> HandedOverSocket.take(descriptor, "smtp"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("descriptor %d (smtp), which was handed over, %s", descriptor, why);
  }

  /**
   * The usual slip: the unit says {@code [::]:25} and the static line one address, or the other way
   * round.
   */
  @Test
  void aBindThatFailsNamesTheSocketThatWasNotUsed() throws Exception {
    Socket all = listening("::");
    int port = all.localAddress().getPort();
    try {
      HandedOver handedOver = of(all);
      assertThatThrownBy(() ->
              Guard.start(task(publication("127.0.0.1", port, 25)), handedOver, _ -> {}, Tap.NONE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + port)
          .hasMessageContaining("no static line listens there: [::]:" + port + " (smtp)");
    } finally {
      all.close();
    }
  }
}
