package org.mailguard.trace;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mailguard.lab.Intermediaries;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rates;
import org.mailguard.session.Intermediary;
import org.mailguard.session.Step;
import org.mailguard.session.Steps;
import org.mailguard.smtp.ClientLine;
import org.mailguard.smtp.SmtpWriter;

/**
 * Drives an {@link Intermediary} as the proxy does, without a network: what the session does not
 * take yet waits here, and what it does is told as {@link Effect}s.
 */
public final class SessionDriver implements Steps {
  private final Intermediary session;
  private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
  private List<Effect> effects = new ArrayList<>();
  private byte[] current = new byte[0];
  private final RuleAsked.Gathered asked = new RuleAsked.Gathered();
  private boolean clientEnded;

  /** Rates count nothing here: one dialogue is no crowd. */
  public SessionDriver(Policy policy) {
    session = Intermediaries.of(policy, Rates.UNLIMITED, asked::add);
  }

  /** A client is there; the server is not yet. */
  public void start() {
    session.start(this);
  }

  /** What the session did since this was called last. */
  public List<Effect> takeEffects() {
    List<Effect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }

  /** The rules that were asked since this was called last. */
  List<RuleAsked> takeAsked() {
    return asked.take();
  }

  /** One segment of the client. */
  public void clientSends(byte[] octets) {
    unread.writeBytes(octets);
    feed();
  }

  /** One segment of the server. */
  public void serverSends(byte[] octets) {
    current = octets;
    session.serverOctets(ByteBuffer.wrap(octets), this);
    feed();
  }

  /** Something that happens, in the words of a dialogue. */
  public void happens(String event) {
    switch (event) {
      case "connected" -> session.serverConnected(this);
      case "client closes" -> clientEnded = true;
      case "client lost" -> session.clientLost(this);
      case "client slow" -> session.tooSlow(this);
      case "server closes" -> session.serverEnded("server closed the connection", this);
      case "expire" -> session.expired(false, this);
      case "expire stalled" -> session.expired(true, this);
      case "stop" -> session.stop();
      case "stop now" -> session.stopNow(this);
      case "clear" -> session.cleared(this);
      default -> session.serverUnreachable(event.substring("unreachable ".length()), this);
    }
    feed();
  }

  private void feed() {
    if (unread.size() > 0 && !session.isClosed() && session.takesClientOctets()) {
      current = unread.toByteArray();
      unread.reset();
      ByteBuffer view = ByteBuffer.wrap(current);
      session.clientOctets(view, this);
      unread.write(current, view.position(), view.remaining());
    }
    if (clientEnded && unread.size() == 0) {
      session.clientEnded(this);
    }
  }

  /** Octets of the client that wait until the session takes them. */
  int waitingOctets() {
    return unread.size();
  }

  Intermediary session() {
    return session;
  }

  @Override
  public void take(Step step) {
    switch (step) {
      case Step.Connect _ -> {}
      case Step.Forward(ClientLine line) ->
          effects.add(
              new Effect.ToServer(
                  text(SmtpWriter.write(line)),
                  line instanceof ClientLine.Overwritten
                      ? Effect.What.OVERWRITTEN
                      : Effect.What.LINE));
      case Step.PassToServer(int from, int length) -> effects.add(data(slice(from, length)));
      case Step.Emit(ByteBuffer octets) -> {
        effects.add(data(copy(octets)));
      }
      case Step.EmitToClient(ByteBuffer octets) ->
          effects.add(new Effect.Relayed(text(copy(octets))));
      case Step.Relay(var reply) -> effects.add(new Effect.Relayed(text(SmtpWriter.write(reply))));
      case Step.PassToClient(int from, int length) ->
          effects.add(new Effect.Relayed(text(slice(from, length))));
      case Step.Answer(var reply, var why) ->
          effects.add(new Effect.Answered(text(SmtpWriter.write(reply)), reply.code(), why));
      case Step.Note(var id, var rule, var detail, var before, var after, var done) ->
          effects.add(new Effect.Noted(id, rule, detail, before, after, done));
      case Step.CloseServer(boolean abort) -> effects.add(new Effect.ServerClosed(abort));
      case Step.Reset(String reason) -> {
        effects.add(new Effect.ServerClosed(true));
        effects.add(new Effect.Closed(reason));
      }
      case Step.Close(String reason) -> effects.add(new Effect.Closed(reason));
    }
  }

  private static byte[] copy(ByteBuffer octets) {
    byte[] copy = new byte[octets.remaining()];
    octets.get(octets.position(), copy);
    return copy;
  }

  private static Effect data(byte[] octets) {
    return new Effect.ToServer(text(octets), Effect.What.DATA);
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  private byte[] slice(int from, int length) {
    byte[] slice = new byte[length];
    System.arraycopy(current, from, slice, 0, length);
    return slice;
  }
}
