package org.mailguard.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.mailguard.policy.Endpoint;

class UpstreamTest {

  /** A name with several addresses, the first of which nobody listens on. */
  @Test
  void theSecondAddressIsTried() throws Exception {
    InetAddress second = InetAddress.ofLiteral("127.0.0.1");
    Transport transport = Transport.open(1);
    try (var server = new ServerSocket(0, 1, second)) {
      EventLoop loop = transport.group().next();
      var outcome = new CompletableFuture<String>();
      var upstream =
          new Upstream(
              new Endpoint("mx.example", server.getLocalPort()),
              loop,
              transport.channel(),
              Duration.ofSeconds(5),
              ChannelInboundHandlerAdapter::new,
              channel -> outcome.complete(address(channel)),
              outcome::complete);
      loop.execute(() -> upstream.connect(List.of(InetAddress.ofLiteral("127.0.0.2"), second)));
      assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo("127.0.0.1");
    } finally {
      transport.group().shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private static String address(SocketChannel channel) {
    return channel.remoteAddress().getAddress().getHostAddress();
  }
}
