package org.mailguard.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Publication;

/**
 * One published port. What is published there may be changed while it listens; sessions keep what
 * they began with.
 */
final class Listener {
  private static final int BACKLOG = 1024;

  private final Shared shared;
  private volatile Terms terms;
  private final Channel channel;

  /** What holds for the next session. */
  record Terms(Publication publication, int maxSessions, int maxOfAddress) {}

  private Listener(Shared shared, Terms terms, @Nullable HandedOverSocket socket)
      throws IOException {
    this.shared = shared;
    this.terms = terms;
    Publication publication = terms.publication();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(shared.transport().group())
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(new Acceptor(shared, this::terms));
    ChannelFuture open = socket == null ? bind(bootstrap, publication) : takeUp(bootstrap, socket);
    open.awaitUninterruptibly();
    if (!open.isSuccess()) {
      throw BindFailure.of(name(publication), publication.listenPort(), open.cause());
    }
    channel = open.channel();
    channel.config().setAutoRead(true);
  }

  private ChannelFuture bind(ServerBootstrap bootstrap, Publication publication) {
    return bootstrap
        .channel(shared.transport().serverChannel())
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .bind(
            publication.listenAddress() == null
                ? new InetSocketAddress(publication.listenPort())
                : new InetSocketAddress(
                    InetAddress.ofLiteral(publication.listenAddress()), publication.listenPort()));
  }

  /**
   * Backlog and SO_REUSEADDR are the business of whoever bound it. It is active when it is
   * registered, a moment before Netty has put its acceptor in place, so it must not read until
   * then.
   */
  private static ChannelFuture takeUp(ServerBootstrap bootstrap, HandedOverSocket socket) {
    return bootstrap
        .channelFactory(socket::channel)
        .option(ChannelOption.AUTO_READ, false)
        .register();
  }

  /** Listens on {@code socket}, which was handed over, or binds one if that is null. */
  static Listener open(Shared shared, Terms terms, @Nullable HandedOverSocket socket)
      throws IOException {
    return new Listener(shared, terms, socket);
  }

  static String name(Publication publication) {
    String address = publication.listenAddress();
    if (address == null) {
      return "*:" + publication.listenPort();
    }
    return address.indexOf(':') >= 0
        ? "[" + address + "]:" + publication.listenPort()
        : address + ":" + publication.listenPort();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  Terms terms() {
    return terms;
  }

  void change(Terms next) {
    terms = next;
  }

  void close() {
    channel.close().awaitUninterruptibly();
  }
}
