package org.mailguard.session;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.Intervention;
import org.mailguard.events.MessageId;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rates;
import org.mailguard.policy.RulePhase;
import org.mailguard.policy.RuleWatch;
import org.mailguard.smtp.Reply;

/**
 * One session: a client, a server, and the guard between them.
 *
 * <pre>
 *   CONNECTING --connected--> GREETING --greeting--> COMMAND
 *   COMMAND --AUTH, 334--> SASL --line--> COMMAND
 *   COMMAND --DATA, 354--> CONTENT --end mark--> COMMAND
 *   COMMAND --BDAT n--> CHUNK --n octets--> COMMAND
 *   COMMAND --STARTTLS, 220--> OPAQUE
 *   any --server lost, message answered--> ENDING --next command--> CLOSED
 *   any --violation, loss, time--> CLOSED
 * </pre>
 *
 * <p><b>Who may change the phase.</b> A client's element that is complete and decided, or a
 * server's reply that was matched to its element. Never the client's verb alone: the first
 * Mailguard went into data mode on DATA, the server refused it, and everything up to the next dot
 * passed unseen (CVE-2000-1022; reference: threats M-01).
 *
 * <p><b>Order.</b> Every element takes a {@link Slot} in {@link Outstanding}; the guard's own
 * answers wait in it for their turn. Elements are forwarded as they come in, but for DATA and the
 * first BDAT of a message, which wait until the replies to its recipients are known.
 *
 * <p><b>Who owns a message.</b> Never the guard. A 2xx for a message is the server's. When the
 * server is lost after a whole message was forwarded, the client gets 451 and the guard does not
 * send it again; before that, it is cut off without an end mark, and nothing is delivered. The
 * guard's own failures are 4xx.
 *
 * <p><b>Roads not taken.</b> Inspection of a message before its first octet goes on (store and
 * forward) would need a disk and make the guard an owner of mail. A new connection to the server
 * for the next message after a refused one would save the client a reconnect, and cost a second
 * state of everything; the client gets 421 and comes again.
 *
 * <p>Not thread-safe: all events of a session come from one thread. The steps of an event are given
 * out while it is handled.
 */
public final class Session implements Intermediary {
  private final Conversation talk;
  private final MailData mailData;
  private final ClientSide client;
  private final ServerSide server;

  /** The transaction whose message is on record as too slow; nothing was done about it. */
  private @Nullable Transaction slow;

  /** Without rates and with nobody who watches. */
  public Session(Policy policy) {
    this(policy, Rates.UNLIMITED, RuleWatch.NOBODY);
  }

  /**
   * @param rates of the session's peer
   * @param watch hears of the rules that are asked
   */
  public Session(Policy policy, Rates rates, RuleWatch watch) {
    this(policy, rates, watch, _ -> true);
  }

  /**
   * @param rates of the session's peer
   * @param watch hears of the rules that are asked
   * @param heard false of events that would be written nowhere; they are only to be counted
   */
  public Session(Policy policy, Rates rates, RuleWatch watch, Predicate<MessageId> heard) {
    talk = new Conversation(policy, rates, watch, heard);
    mailData = new MailData(talk);
    client = new ClientSide(talk, mailData);
    server = new ServerSide(talk, client, mailData);
  }

  /** What a client gets that no session is begun for. */
  public static Reply refusal(MessageId why) {
    return Answers.of(why);
  }

  @Override
  public void start(Steps steps) {
    talk.direct(steps);
    switch (Enforcement.carryOut(talk, talk.judge().connection(), false, "")) {
      case Enforcement.Outcome.Passes _ -> talk.step(new Step.Connect());
      case Enforcement.Outcome.Ended _ -> {}
      case Enforcement.Outcome.Refused(Reply reply, _) -> {
        // In place of a greeting nothing else is a reply (RFC 5321 section 4.3.2).
        Reply greeting = new Reply(reply.code() < 500 ? 421 : 554, reply.lines());
        talk.finish(greeting, MessageId.RULE_ENFORCED);
      }
    }
  }

  @Override
  public void serverConnected(Steps steps) {
    talk.direct(steps);
    if (talk.is(Phase.CONNECTING)) {
      talk.enter(Phase.GREETING);
    }
  }

  @Override
  public void serverUnreachable(String detail, Steps steps) {
    talk.direct(steps);
    if (talk.is(Phase.CLOSED)) {
      return;
    }
    talk.note(MessageId.SERVER_UNREACHABLE, "connect", detail, "", "");
    talk.finish(Answers.of(MessageId.SERVER_UNREACHABLE), MessageId.SERVER_UNREACHABLE);
  }

  @Override
  public void clientOctets(ByteBuffer in, Steps steps) {
    talk.direct(steps);
    client.octets(in);
  }

  @Override
  public boolean takesClientOctets() {
    return client.takesOctets();
  }

  @Override
  public void serverOctets(ByteBuffer in, Steps steps) {
    talk.direct(steps);
    server.octets(in);
    in.position(in.limit());
  }

  @Override
  public void clientEnded(Steps steps) {
    talk.direct(steps);
    if (!talk.is(Phase.CLOSED) && !talk.isClientGone()) {
      talk.clientLeft();
      server.closeIfNothingIsLeft();
    }
  }

  @Override
  public void clientLost(Steps steps) {
    talk.direct(steps);
    if (talk.is(Phase.CLOSED)) {
      return;
    }
    boolean heldBack = client.dropHeldBack();
    talk.clientLeft();
    if (!heldBack || talk.isMessageUnderWay()) {
      server.closeIfNothingIsLeft();
      return;
    }
    talk.note(MessageId.CLIENT_LOST_IN_MESSAGE, "client", "", "", "");
    if (!talk.outstanding().holdsMessage()) {
      talk.dropServer(true);
      talk.close("client lost");
    }
  }

  @Override
  public void serverEnded(String detail, Steps steps) {
    talk.direct(steps);
    if (!talk.is(Phase.CLOSED) && !talk.isServerGone()) {
      server.lost(MessageId.SERVER_LOST, detail);
    }
  }

  @Override
  public void expired(boolean serverStalled, Steps steps) {
    talk.direct(steps);
    switch (waiting()) {
      case CONNECT ->
          talk.breakOff(MessageId.SERVER_UNREACHABLE, "timeout connect", "no connection in time");
      case GREETING -> talk.breakOff(MessageId.SERVER_TIMEOUT, "timeout greeting", "");
      case REPLY, DATA_REPLY, CONTENT_REPLY ->
          server.lost(MessageId.SERVER_TIMEOUT, "timeout " + waiting());
      case COMMAND -> talk.breakOff(MessageId.CLIENT_TIMEOUT, "timeout command", "");
      case CONTENT -> {
        if (serverStalled) {
          talk.breakOff(MessageId.SERVER_TIMEOUT, "timeout content, the server takes nothing", "");
        } else {
          talk.breakOff(MessageId.CLIENT_TIMEOUT, "timeout content", "");
        }
      }
    }
  }

  @Override
  public void tooSlow(Steps steps) {
    talk.direct(steps);
    if (talk.is(Phase.CLOSED)) {
      return;
    }
    MapSettings settings = talk.policy().map().settings();
    String rule = "minimum-data-rate " + settings.leastDataRate();
    if (!settings.observed()) {
      Reply reply = Answers.of(MessageId.CLIENT_TOO_SLOW);
      recordSlow(MessageId.CLIENT_TOO_SLOW, rule, Answers.text(reply));
      talk.finish(reply, MessageId.CLIENT_TOO_SLOW);
    } else if (!talk.transaction().equals(slow)) {
      slow = talk.transaction();
      recordSlow(MessageId.RULE_OBSERVED, rule, "");
    }
  }

  private void recordSlow(MessageId id, String rule, String after) {
    Rulings.recordParameter(
        talk, id, RulePhase.MESSAGE.word(), rule, Intervention.Verdict.ENDED, "", after);
  }

  @Override
  public boolean isMessageUnderWay() {
    return talk.is(Phase.CONTENT) || talk.is(Phase.CHUNK) || talk.transaction().chunks() > 0;
  }

  @Override
  public void stop() {
    talk.stop();
  }

  @Override
  public void stopNow(Steps steps) {
    talk.direct(steps);
    talk.breakOff(MessageId.DRAINING, "stop", "");
  }

  @Override
  public void cleared(Steps steps) {
    talk.direct(steps);
    talk.breakOff(MessageId.SESSION_CLEARED, "clear", "");
  }

  @Override
  public void fault(String detail, Steps steps) {
    talk.direct(steps);
    talk.breakOff(MessageId.INTERNAL_FAULT, "fault", detail);
  }

  @Override
  public String phase() {
    return talk.phase().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Waiting waiting() {
    return switch (talk.phase()) {
      case CONNECTING -> Waiting.CONNECT;
      case GREETING -> Waiting.GREETING;
      case CONTENT, CHUNK -> Waiting.CONTENT;
      case OPAQUE -> Waiting.CONTENT_REPLY;
      case COMMAND, SASL, ENDING, CLOSED -> waitingForReply();
    };
  }

  private Waiting waitingForReply() {
    Slot head = talk.outstanding().head();
    if (head == null) {
      return Waiting.COMMAND;
    }
    return switch (head.kind()) {
      case DATA -> Waiting.DATA_REPLY;
      case CONTENT, LAST_CHUNK -> Waiting.CONTENT_REPLY;
      case HELO, EHLO, MAIL, RCPT, CHUNK, AUTH, STARTTLS, PAYLOAD, QUIT, OTHER, LAST_WORD ->
          Waiting.REPLY;
    };
  }

  @Override
  public int waitSerial() {
    return talk.serial();
  }

  @Override
  public boolean isClosed() {
    return talk.is(Phase.CLOSED);
  }
}
