package org.mailguard.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.Event;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Access;
import org.mailguard.policy.Publication;
import org.mailguard.session.Session;
import org.mailguard.smtp.SmtpWriter;

/**
 * One published port: accepts, asks the access list, counts, and begins sessions. What is published
 * there may be changed while it listens; sessions keep what they began with.
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
            .childHandler(new Acceptor());
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

  private final class Acceptor extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel client) {
      Terms now = terms;
      InetSocketAddress remote = client.remoteAddress();
      if (remote == null) {
        client.close();
        return;
      }
      Access.Decision decision =
          now.publication()
              .access()
              .judge(
                  remote.getAddress(),
                  remote.getPort(),
                  client.localAddress().getAddress(),
                  client.localAddress().getPort());
      switch (decision) {
        case Access.Decision.Permitted _ -> admit(client, now);
        case Access.Decision.Denied(String list, String line) ->
            deny(
                client,
                MessageId.ACCESS_DENIED,
                list + (line.isEmpty() ? " implicit deny" : ": " + line),
                "Deny tcp src outside:%s dst outside:%s by access-group \"%s\" [0x0, 0x0]"
                    .formatted(
                        SessionLog.text(remote), SessionLog.text(client.localAddress()), list));
        case Access.Decision.NothingBound _ ->
            deny(
                client,
                MessageId.ACCESS_DENIED_BY_DEFAULT,
                "no access-group",
                "Inbound TCP connection denied from %s to %s flags SYN on interface outside"
                    .formatted(SessionLog.text(remote), SessionLog.text(client.localAddress())));
      }
    }

    private void deny(SocketChannel client, MessageId id, String rule, String detail) {
      shared.log().log(
          new Event(id, 0, SessionLog.text(client.remoteAddress()), rule, detail, "", ""));
      client.config().setOption(ChannelOption.SO_LINGER, 0);
      client.close();
    }

    private void admit(SocketChannel client, Terms now) {
      SessionCount.Source source = SessionCount.Source.of(client.remoteAddress().getAddress());
      switch (shared.count().admit(source, now.maxSessions(), now.maxOfAddress())) {
        case ADMITTED -> {
          Relay relay = new Relay(shared, now.publication(), client);
          shared.open().add(relay);
          client.pipeline().addLast(new ClientHandler(relay));
        }
        case TOO_MANY ->
            refuse(client, MessageId.TOO_MANY_SESSIONS, "limit sessions " + now.maxSessions());
        case TOO_MANY_OF_ADDRESS ->
            refuse(
                client,
                MessageId.TOO_MANY_SESSIONS_OF_ADDRESS,
                "limit sessions per-address " + now.maxOfAddress());
      }
    }

    private void refuse(SocketChannel client, MessageId why, String rule) {
      shared.log().log(
          new Event(why, 0, SessionLog.text(client.remoteAddress()), rule, "", "", ""));
      byte[] reply = SmtpWriter.write(Session.refusal(why));
      ByteBuf octets = client.alloc().ioBuffer(reply.length).writeBytes(reply);
      client.writeAndFlush(octets).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
