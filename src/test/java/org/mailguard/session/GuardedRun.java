package org.mailguard.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Policy;
import org.mailguard.smtp.SmtpWriter;

/** One conversation through a session, driven as the proxy drives it. */
final class GuardedRun implements Steps {
  private final Session session;
  private final ReferenceServer server;
  private final ByteArrayOutputStream toServer = new ByteArrayOutputStream();
  private final ByteArrayOutputStream toClient = new ByteArrayOutputStream();
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private final Set<MessageId> notes = EnumSet.noneOf(MessageId.class);
  private byte[] current = new byte[0];
  private int given;

  GuardedRun(Policy policy, boolean lenient) {
    session = new Session(policy);
    server = new ReferenceServer(lenient);
    session.start(this);
    session.serverConnected(this);
    exchange();
  }

  /** Sends segments one by one; the server answers after each. */
  void send(List<byte[]> segments) {
    for (byte[] segment : segments) {
      pending.writeBytes(segment);
      exchange();
    }
  }

  void end() {
    if (pending.size() == 0) {
      session.clientEnded(this);
      exchange();
    }
  }

  private void exchange() {
    for (boolean moved = true; moved; ) {
      feedClient();
      byte[] all = toServer.toByteArray();
      server.take(Arrays.copyOfRange(all, given, all.length));
      given = all.length;
      byte[] replies = server.takeReplies();
      moved = replies.length > 0;
      if (moved) {
        current = replies;
        session.serverOctets(ByteBuffer.wrap(replies), this);
      }
    }
  }

  private void feedClient() {
    if (pending.size() > 0 && session.takesClientOctets()) {
      current = pending.toByteArray();
      pending.reset();
      ByteBuffer view = ByteBuffer.wrap(current);
      session.clientOctets(view, this);
      pending.write(current, view.position(), view.remaining());
    }
  }

  ReferenceServer server() {
    return server;
  }

  String toServer() {
    return toServer.toString(ISO_8859_1);
  }

  String toClient() {
    return toClient.toString(ISO_8859_1);
  }

  boolean noted(MessageId id) {
    return notes.contains(id);
  }

  @Override
  public void take(Step step) {
    switch (step) {
      case Step.Connect _, Step.CloseServer _, Step.Reset _, Step.Close _ -> {}
      case Step.Forward(var line) -> toServer.writeBytes(SmtpWriter.write(line));
      case Step.PassToServer(int from, int length) -> toServer.write(current, from, length);
      case Step.EmitToClient _ -> throw new AssertionError("no session says that");
      case Step.Emit(ByteBuffer octets) -> {
        byte[] copy = new byte[octets.remaining()];
        octets.get(octets.position(), copy);
        toServer.writeBytes(copy);
      }
      case Step.Relay(var reply) -> toClient.writeBytes(SmtpWriter.write(reply));
      case Step.Answer(var reply, _) -> toClient.writeBytes(SmtpWriter.write(reply));
      case Step.PassToClient(int from, int length) -> toClient.write(current, from, length);
      case Step.Note note -> notes.add(note.id());
    }
  }
}
