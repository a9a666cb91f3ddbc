package org.mailguard.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Endpoint;

/**
 * Opens the connection to a server on the client's event loop. A name is resolved aside, on a
 * virtual thread, since the JDK's look-up blocks; its addresses are tried in turn.
 */
final class Upstream {
  private final Endpoint server;
  private final Bootstrap bootstrap;
  private final Supplier<ChannelHandler> handler;
  private final Consumer<SocketChannel> connected;
  private final Consumer<String> unreachable;
  private @Nullable ChannelFuture attempt;
  private boolean abandoned;

  /** One of the consumers is called on {@code loop}, once; none if nobody waits any more. */
  Upstream(
      Endpoint server,
      EventLoop loop,
      Class<? extends SocketChannel> channel,
      Duration limit,
      Supplier<ChannelHandler> handler,
      Consumer<SocketChannel> connected,
      Consumer<String> unreachable) {
    this.server = server;
    this.connected = connected;
    this.unreachable = unreachable;
    this.handler = handler;
    bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(channel)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                (int) Math.min(limit.toMillis(), Integer.MAX_VALUE));
  }

  void connect(EventLoop loop) {
    if (isLiteral(server.host())) {
      connect(List.of(InetAddress.ofLiteral(server.host())));
      return;
    }
    Thread.ofVirtual()
        .start(() -> {
          try {
            List<InetAddress> addresses = List.of(InetAddress.getAllByName(server.host()));
            loop.execute(() -> connect(addresses));
          } catch (UnknownHostException e) {
            loop.execute(() -> noAddress());
          }
        });
  }

  private void noAddress() {
    if (!abandoned) {
      unreachable.accept("no address for " + server.host());
    }
  }

  /** One after the other, until one answers. */
  void connect(List<InetAddress> addresses) {
    connect(addresses, 0);
  }

  /**
   * Nobody waits any more. On the loop only. Without this a server that does not answer would keep
   * a socket for every client that came and went.
   */
  void abandon() {
    abandoned = true;
    if (attempt != null) {
      attempt.channel().close();
    }
  }

  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private void connect(List<InetAddress> addresses, int index) {
    if (abandoned) {
      return;
    }
    // A handler belongs to one channel, and each attempt has its own.
    ChannelFuture future =
        bootstrap
            .clone()
            .handler(handler.get())
            .connect(new InetSocketAddress(addresses.get(index), server.port()));
    attempt = future;
    future.addListener(done -> {
      attempt = null;
      if (done.isSuccess()) {
        connected.accept((SocketChannel) future.channel());
      } else if (abandoned) {
        // This is how the attempt ends when it is given up, inside of whatever gave it up.
        return;
      } else if (index + 1 < addresses.size()) {
        connect(addresses, index + 1);
      } else {
        unreachable.accept(server + ": " + inWords(done.cause()));
      }
    });
  }

  /** Netty's texts name its own calls and the numbers of errors. */
  private static String inWords(Throwable cause) {
    return switch (cause) {
      case ConnectTimeoutException _ -> "no answer in time";
      case NoRouteToHostException _ -> "no route to it";
      case ConnectException refused when String.valueOf(refused.getMessage()).contains("refused") ->
          "connection refused";
      default -> String.valueOf(cause.getMessage());
    };
  }
}
