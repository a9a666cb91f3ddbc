package org.mailguard.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.function.Supplier;
import org.mailguard.events.Event;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Access;
import org.mailguard.policy.Connection;
import org.mailguard.policy.Publication;
import org.mailguard.policy.Translation;
import org.mailguard.session.Session;
import org.mailguard.smtp.SmtpWriter;

/**
 * Asks the access lists about each new connection, counts it, and begins its session. A connection
 * that is denied is reset without a word; one that is too many is told so, since it may come again.
 */
final class Acceptor extends ChannelInitializer<SocketChannel> {
  private final Shared shared;
  private final Supplier<Listener.Terms> terms;

  /** {@code terms} are those of the moment. */
  Acceptor(Shared shared, Supplier<Listener.Terms> terms) {
    this.shared = shared;
    this.terms = terms;
  }

  @Override
  protected void initChannel(SocketChannel client) {
    Listener.Terms now = terms.get();
    InetSocketAddress remote = client.remoteAddress();
    if (remote == null) {
      client.close();
      return;
    }
    Connection connection =
        new Connection(
            remote.getAddress(),
            remote.getPort(),
            client.localAddress().getAddress(),
            client.localAddress().getPort(),
            Instant.now());
    Access access = now.publication().access();
    Access.Decision decision = access.judge(connection);
    shared
        .accessLog()
        .decided(
            decision,
            access.asNamed(connection),
            now.publication().translation(),
            AccessLog.second());
    if (decision instanceof Access.Decision.Permitted) {
      admit(client, now, now.publication().forSession(connection));
    } else {
      Closing.abort(client);
    }
  }

  private void admit(SocketChannel client, Listener.Terms now, Publication publication) {
    SessionCount.Source source = SessionCount.Source.of(client.remoteAddress().getAddress());
    switch (shared.count().admit(source, now.maxSessions(), now.maxOfAddress())) {
      case ADMITTED -> admit(client, publication, source);
      case TOO_MANY ->
          refuse(client, MessageId.TOO_MANY_SESSIONS, "limit sessions " + now.maxSessions(), "");
      case TOO_MANY_OF_ADDRESS ->
          refuse(
              client,
              MessageId.TOO_MANY_SESSIONS_OF_ADDRESS,
              "limit sessions per-address " + now.maxOfAddress(),
              "");
    }
  }

  private void admit(SocketChannel client, Publication publication, SessionCount.Source source) {
    Translation translation = publication.translation();
    switch (shared.translations().admit(translation)) {
      case TranslationCount.Admission.Admitted(TranslationCount.Seat seat) -> {
        Relay relay = new Relay(shared, publication, client, seat);
        shared.open().add(relay);
        client.pipeline().addLast(new ClientHandler(relay));
      }
      case TranslationCount.Admission.TooMany(int count) -> {
        shared.count().release(source);
        refuse(
            client,
            MessageId.TOO_MANY_CONNECTIONS,
            "static " + translation.place(),
            "Too many TCP connections on static %s! %d %d"
                .formatted(
                    SessionLog.text(client.localAddress().getAddress()),
                    count,
                    translation.connections()));
      }
      case TranslationCount.Admission.TooManyEmbryonic(int count) -> {
        shared.count().release(source);
        refuse(
            client,
            MessageId.TOO_MANY_EMBRYONIC,
            "static " + translation.place(),
            "Embryonic limit exceeded %d/%d for %s (%s) %s/%d on interface %s"
                .formatted(
                    count,
                    translation.embryonic(),
                    SessionLog.text(client.remoteAddress()),
                    SessionLog.text(client.localAddress().getAddress()),
                    publication.server().host(),
                    publication.server().port(),
                    translation.serverInterface()));
      }
    }
  }

  private void refuse(SocketChannel client, MessageId why, String rule, String detail) {
    shared.log().log(
        new Event(why, 0, SessionLog.text(client.remoteAddress()), rule, detail, "", ""));
    byte[] reply = SmtpWriter.write(Session.refusal(why));
    ByteBuf octets = client.alloc().ioBuffer(reply.length).writeBytes(reply);
    client.writeAndFlush(octets).addListener(ChannelFutureListener.CLOSE);
  }
}
