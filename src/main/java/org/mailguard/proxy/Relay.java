package org.mailguard.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.mailguard.lab.Intermediaries;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;
import org.mailguard.policy.RuleWatch;
import org.mailguard.session.Intermediary;
import org.mailguard.session.Step;
import org.mailguard.session.Steps;
import org.mailguard.smtp.SmtpWriter;

/**
 * One session on the network: two channels on one event loop, and the {@link Intermediary} that
 * says what goes where.
 *
 * <p><b>Buffers.</b> A buffer that is read belongs to this class until it is used up. Mail data
 * leaves as retained slices of it; commands and replies are printed into new ones. What the session
 * does not take yet stays in {@link #pending}, and then no more is read.
 *
 * <p><b>Back-pressure.</b> The client is read only while the server's channel is writable, and the
 * other way round. So a session never holds more than one read and one high-water mark of octets in
 * each direction.
 *
 * <p><b>Flushes.</b> One for each side when a read is complete, whatever the number of steps.
 *
 * <p><b>Ends.</b> {@link SessionEnd} says how the two channels are closed.
 *
 * <p>Runs on the session's event loop only.
 */
final class Relay implements Steps {
  private final Shared shared;
  private final Publication publication;
  private final SocketChannel client;
  private final TranslationCount.Seat seat;
  private final Intermediary session;
  private final SessionLog log;
  private final SessionEnd end;
  private final Deadline deadline;
  private final Pace pace;
  private @Nullable Upstream upstream;
  private @Nullable SocketChannel server;
  private @Nullable ByteBuf current;
  private @Nullable ByteBuf pending;
  private boolean clientDirty;
  private boolean serverDirty;
  private boolean clientEnded;
  private boolean stepping;
  private int waitSerial = -1;

  /** {@code seat} is left when the session is over. */
  Relay(Shared shared, Publication publication, SocketChannel client, TranslationCount.Seat seat) {
    this.shared = shared;
    this.seat = seat;
    this.publication = publication;
    this.client = client;
    Policy policy = publication.policy();
    session =
        Intermediaries.of(
            policy,
            shared.rates().of(client.remoteAddress().getAddress(), policy.trafficClass()),
            RuleWatch.NOBODY,
            shared.log()::hears);
    log = new SessionLog(shared, publication, client);
    end = new SessionEnd(shared, client, seat, log);
    deadline = new Deadline(client.eventLoop(), this::expired);
    pace =
        new Pace(
            client.eventLoop(),
            policy.map().settings().leastDataRate(),
            shared.grace(),
            this::tooSlow);
  }

  SessionLog log() {
    return log;
  }

  // ---- events

  void start() {
    log.built();
    if (shared.stopping().get()) {
      session.stop();
    }
    session.start(this);
    settled();
    flush();
  }

  private void connect() {
    upstream =
        new Upstream(
            publication.server(),
            client.eventLoop(),
            shared.transport().channel(),
            publication.policy().timeouts().connect(),
            () -> new ServerHandler(this),
            this::connected,
            this::unreachable);
    upstream.connect(client.eventLoop());
  }

  private void connected(SocketChannel channel) {
    seat.complete();
    if (session.isClosed()) {
      channel.close();
      return;
    }
    upstream = null;
    server = channel;
    session.serverConnected(this);
    settled();
  }

  private void unreachable(String detail) {
    seat.complete();
    session.serverUnreachable(detail, this);
    settled();
    flush();
  }

  /** Takes ownership of {@code octets}. */
  void clientRead(ByteBuf octets) {
    log.clientSent(octets.readableBytes());
    pace.received(octets.readableBytes());
    if (session.isClosed()) {
      octets.release();
    } else if (pending != null) {
      ByteBuf joined = client.alloc().ioBuffer(pending.readableBytes() + octets.readableBytes());
      joined.writeBytes(pending).writeBytes(octets);
      pending.release();
      octets.release();
      pending = joined;
    } else {
      pending = octets;
    }
    settled();
  }

  private void feedClientOctets() {
    ByteBuf octets = pending;
    if (octets == null || !session.takesClientOctets()) {
      return;
    }
    pending = null;
    ByteBuffer view = octets.nioBuffer();
    current = octets;
    try {
      session.clientOctets(view, this);
      if (view.hasRemaining() && !session.isClosed()) {
        octets.skipBytes(view.position());
        pending = octets.retain();
      }
    } finally {
      current = null;
      octets.release();
    }
  }

  /** Takes ownership of {@code octets}. */
  void serverRead(ByteBuf octets) {
    log.serverSent(octets.readableBytes());
    current = octets;
    try {
      session.serverOctets(octets.nioBuffer(), this);
    } finally {
      current = null;
      octets.release();
    }
    settled();
  }

  /** The client ended its side; what it sent before may still wait here. */
  void clientEnded() {
    if (session.isClosed()) {
      end.clientEnded();
      return;
    }
    clientEnded = true;
    settled();
    flush();
  }

  /** The client's connection broke. */
  void clientLost() {
    if (stepping) {
      onLoop(this::clientLost);
      return;
    }
    releasePending();
    heard(() -> session.clientLost(this));
  }

  /**
   * For events of which Netty, or the loop itself, would swallow what is thrown: a fault has to end
   * the session, and not to leave it waiting for its timer.
   */
  private void heard(Runnable event) {
    try {
      event.run();
      settled();
      flush();
    } catch (RuntimeException e) {
      fault(e);
    }
  }

  private void releasePending() {
    if (pending != null) {
      pending.release();
      pending = null;
    }
  }

  void serverEnded(String detail) {
    if (stepping) {
      onLoop(() -> serverEnded(detail));
      return;
    }
    heard(() -> session.serverEnded(detail, this));
  }

  private void expired() {
    heard(() -> session.expired(server != null && !server.isWritable(), this));
  }

  private void tooSlow() {
    heard(() -> session.tooSlow(this));
  }

  void fault(Throwable cause) {
    if (stepping) {
      onLoop(() -> fault(cause));
      return;
    }
    session.fault(cause.toString(), this);
    settled();
    flush();
  }

  void writabilityChanged() {
    readAsAllowed();
  }

  /** Runs {@code task} on the session's event loop, from any thread. */
  Future<?> onLoop(Runnable task) {
    return client.eventLoop().submit(task);
  }

  void stop() {
    session.stop();
  }

  void stopNow() {
    session.stopNow(this);
    settled();
    flush();
  }

  /** Ends the session with a last word, if it is not over. */
  void clear() {
    heard(() -> session.cleared(this));
  }

  boolean isOver() {
    return session.isClosed();
  }

  /** On the session's event loop. */
  SessionSnapshot snapshot() {
    return log.snapshot(session.phase(), server != null, deadline.waited());
  }

  EventLoop loop() {
    return client.eventLoop();
  }

  /** The client's channel is closed for good. */
  void clientClosed() {
    end.clientClosed();
    clientLost();
  }

  // ---- after each event

  private void settled() {
    feedClientOctets();
    if (clientEnded && pending == null) {
      session.clientEnded(this);
    }
    readAsAllowed();
    if (session.isClosed()) {
      deadline.cancel();
      end.leaveIfOver(this);
    } else if (session.waitSerial() != waitSerial) {
      waitSerial = session.waitSerial();
      deadline.restart(session.waiting().limit(publication.policy().timeouts()));
    }
  }

  /** A client that is gone takes nothing, and its verdict has to be read all the same (D-03). */
  private void readAsAllowed() {
    read(client, session.isClosed() ? end.isLingering() : isClientWanted());
    if (server != null) {
      read(server, client.isWritable() || !client.isActive());
    }
    keepPace();
  }

  private void keepPace() {
    boolean message = !session.isClosed() && session.isMessageUnderWay();
    pace.clientsTurn(message && session.waiting().isForClient() && isClientWanted());
    if (!message) {
      pace.messageOver();
    }
  }

  /** A client is read while the server takes what it sends, and while it takes what it is told. */
  private boolean isClientWanted() {
    boolean serverTakes = server == null || server.isWritable();
    return session.takesClientOctets() && pending == null && serverTakes && client.isWritable();
  }

  /**
   * Lets a channel be read or not. One whose stream has ended must be left alone: to ask for more
   * of it is an error with epoll, and the error would end a session that only waits for a reply.
   */
  private static void read(SocketChannel channel, boolean wanted) {
    if (channel.config().isAutoRead() != wanted
        && channel.isActive()
        && !channel.isInputShutdown()) {
      channel.config().setAutoRead(wanted);
    }
  }

  void flush() {
    if (serverDirty && server != null) {
      serverDirty = false;
      server.flush();
    }
    if (clientDirty) {
      clientDirty = false;
      client.flush();
    }
  }

  // ---- steps

  @Override
  public void take(Step step) {
    shared.tap().step(log.number(), log.remote(), publication, step);
    stepping = true;
    try {
      execute(step);
    } finally {
      stepping = false;
    }
  }

  /**
   * A write that fails may tell so at once; that is an event, and has to wait for this one's end.
   */
  private void execute(Step step) {
    switch (step) {
      case Step.Connect _ -> connect();
      case Step.Forward forward -> toServer(SmtpWriter.write(forward.line()));
      case Step.Emit emit -> toServer(copy(emit.octets()));
      case Step.EmitToClient emit -> toClient(copy(emit.octets()));
      case Step.PassToServer pass -> toServer(slice(pass.from(), pass.length()));
      case Step.Relay relay -> {
        end.relayed(relay.reply());
        toClient(SmtpWriter.write(relay.reply()));
      }
      case Step.Answer answer -> {
        end.answered();
        toClient(SmtpWriter.write(answer.reply()));
      }
      case Step.PassToClient pass -> toClient(slice(pass.from(), pass.length()));
      case Step.Note note -> log.note(note);
      case Step.CloseServer close -> closeServer(close.abort());
      case Step.Reset reset -> {
        log.ended(reset.reason());
        clientDirty = false;
        closeServer(true);
        end.resetClient();
      }
      case Step.Close close -> closeClient(close.reason());
    }
  }

  private ByteBuf slice(int from, int length) {
    ByteBuf octets = current;
    if (octets == null) {
      throw new IllegalStateException("a step speaks of a buffer, and there is none");
    }
    return octets.retainedSlice(octets.readerIndex() + from, length);
  }

  private ByteBuf copy(ByteBuffer octets) {
    return client.alloc().ioBuffer(octets.remaining()).writeBytes(octets.duplicate());
  }

  private void toServer(byte[] octets) {
    toServer(client.alloc().ioBuffer(octets.length).writeBytes(octets));
  }

  private void toServer(ByteBuf octets) {
    if (server == null) {
      octets.release();
    } else {
      serverDirty = true;
      server.write(octets, server.voidPromise());
    }
  }

  private void toClient(byte[] octets) {
    toClient(client.alloc().ioBuffer(octets.length).writeBytes(octets));
  }

  private void toClient(ByteBuf octets) {
    clientDirty = true;
    client.write(octets, client.voidPromise());
  }

  private void closeServer(boolean abort) {
    if (upstream != null) {
      upstream.abandon();
      upstream = null;
    }
    SocketChannel leaving = server;
    if (leaving != null) {
      server = null;
      end.closeServer(leaving, abort);
    }
  }

  private void closeClient(String reason) {
    log.ended(reason);
    clientDirty = false;
    closeServer(false);
    end.closeClient();
  }
}
