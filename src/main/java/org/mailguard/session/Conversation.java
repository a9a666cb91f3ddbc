package org.mailguard.session;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Judge;
import org.mailguard.policy.Limits;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rates;
import org.mailguard.policy.RuleWatch;
import org.mailguard.smtp.ClientLine;
import org.mailguard.smtp.Extension;
import org.mailguard.smtp.Extensions;
import org.mailguard.smtp.Reply;

/**
 * What both sides of a session share: the phase, the order of replies, the transaction, and the few
 * things that either side may do. Everything that changes the phase goes through here.
 */
final class Conversation {
  private final Policy policy;
  private final Rates rates;
  private final RuleWatch watch;
  private final Predicate<MessageId> heard;
  private final Judge judge;
  private final Outstanding outstanding = new Outstanding();
  private Transaction transaction = new Transaction();
  private Phase phase = Phase.CONNECTING;
  private Steps steps = step -> {};
  private @Nullable Extensions offered;
  private boolean authenticated;
  private boolean clientMustWait;
  private boolean clientHeld;
  private boolean clientGone;
  private boolean serverGone;
  private boolean stopping;
  private boolean discarding;
  private @Nullable Ending ending;
  private int errors;
  private int junk;
  private int serial;

  /**
   * @param heard false of what nobody would hear of, so that it is only counted
   */
  Conversation(Policy policy, Rates rates, RuleWatch watch, Predicate<MessageId> heard) {
    this.policy = policy;
    this.rates = rates;
    this.watch = watch;
    this.heard = heard;
    judge = new Judge(policy.map(), rates, watch);
  }

  /** Asks the rules about everything but mail content. */
  Judge judge() {
    return judge;
  }

  Rates rates() {
    return rates;
  }

  RuleWatch watch() {
    return watch;
  }

  Policy policy() {
    return policy;
  }

  Outstanding outstanding() {
    return outstanding;
  }

  Transaction transaction() {
    return transaction;
  }

  Phase phase() {
    return phase;
  }

  boolean is(Phase other) {
    return phase == other;
  }

  /** Where the steps of the event that is being handled go. */
  void direct(Steps to) {
    steps = to;
  }

  /** Changes whenever something moved on, so that a new wait begins. */
  int serial() {
    return serial;
  }

  void progress() {
    serial++;
  }

  void enter(Phase next) {
    phase = next;
    progress();
  }

  /** Back to commands after an element, or to the end if the server is gone. */
  void enterCommand() {
    enter(serverGone ? Phase.ENDING : Phase.COMMAND);
  }

  /** The server gets nothing of the chunk that begins. */
  void discard(boolean chunk) {
    discarding = chunk;
  }

  boolean isDiscarding() {
    return discarding;
  }

  void step(Step step) {
    steps.take(step);
  }

  // ---- what was offered and agreed

  boolean offers(Extension extension) {
    return offered != null && offered.offers(extension);
  }

  void offer(@Nullable Extensions extensions) {
    offered = extensions;
  }

  boolean isAuthenticated() {
    return authenticated;
  }

  void authenticate() {
    authenticated = true;
  }

  /**
   * The one end of every transaction: end of data, last chunk, RSET, accepted HELO or EHLO, refused
   * MAIL.
   */
  void endTransaction() {
    transaction = new Transaction();
  }

  // ---- turn taking

  /** The client must not send anything before the reply to what it has just sent (threats R5). */
  void clientMustWait() {
    clientMustWait = true;
  }

  /**
   * What the client has sent in advance waits for the reply to this: the guard does not know what
   * it does to the octets behind it, but for what the reply says.
   */
  void clientIsHeld() {
    clientHeld = true;
  }

  boolean isClientHeld() {
    return clientHeld;
  }

  boolean isClientsTurn() {
    return !clientMustWait && (outstanding.isEmpty() || offers(Extension.PIPELINING));
  }

  void repliesAreThrough() {
    clientMustWait = false;
    clientHeld = false;
  }

  boolean isClientBoundToWait() {
    return clientMustWait;
  }

  // ---- ends

  boolean isClientGone() {
    return clientGone;
  }

  void clientLeft() {
    clientGone = true;
  }

  boolean isServerGone() {
    return serverGone;
  }

  void stop() {
    stopping = true;
  }

  boolean isStopping() {
    return stopping;
  }

  /**
   * Gives the server up; {@code abort} if it must not take what it has got so far for a message.
   */
  void dropServer(boolean abort) {
    if (!serverGone) {
      serverGone = true;
      step(new Step.CloseServer(abort));
    }
  }

  void close(String reason) {
    if (phase != Phase.CLOSED) {
      enter(Phase.CLOSED);
      step(new Step.Close(reason));
    }
  }

  /** Resets both connections: nothing more is said on either. */
  void reset(String reason) {
    if (phase != Phase.CLOSED) {
      serverGone = true;
      enter(Phase.CLOSED);
      step(new Step.Reset(reason));
    }
  }

  // ---- words of the guard

  void forward(ClientLine line, Slot slot) {
    step(new Step.Forward(line));
    outstanding.add(slot);
    progress();
  }

  void note(MessageId id, String rule, String detail, String before, String after) {
    step(new Step.Note(id, rule, detail, before, after, OwnActs.of(this, id)));
  }

  /**
   * Notes a change of a server's reply that is made in nearly every session: nothing is written
   * down that nobody hears.
   */
  void noteInPassing(MessageId id, String rule, List<String> detail, Reply before, Reply after) {
    if (heard.test(id)) {
      note(
          id,
          policy.name() + " " + rule,
          String.join(" ", detail),
          Answers.lines(before),
          Answers.lines(after));
    } else {
      step(Step.Note.unheard(id));
    }
  }

  /** Answers in the order of replies. */
  void answer(Reply reply, MessageId why) {
    progress();
    if (outstanding.isEmpty()) {
      step(new Step.Answer(reply, why));
    } else {
      outstanding.add(Slot.answered(reply, why, transaction));
    }
  }

  /** Refuses one element, and ends the session if that happens too often. */
  void refuse(Reply reply, MessageId why, String rule, String before) {
    note(why, rule, "", before, Answers.text(reply));
    answer(reply, why);
    countError();
  }

  /** Counts an element that was refused. */
  void countError() {
    errors++;
    if (errors > policy.limits().errors()) {
      end(
          MessageId.TOO_MANY_ERRORS,
          policy.name() + " limit errors " + policy.limits().errors(),
          "");
    }
  }

  /**
   * A recipient beyond a limit was told to come again. That is no error, since the client has to
   * get as far as DATA with the others, but for one that never gets there (threats S-06).
   */
  void countTurnedAway() {
    if (transaction.recipientTurnedAway() > Limits.OVERSHOOT) {
      countError();
    }
  }

  /** Counts a command that moves no mail. */
  void countJunk() {
    junk++;
    if (junk > policy.limits().junk()) {
      end(MessageId.TOO_MUCH_JUNK, policy.name() + " limit junk " + policy.limits().junk(), "");
    }
  }

  /** A message was accepted: errors and junk before it are forgiven. */
  void messageAccepted() {
    errors = 0;
    junk = 0;
  }

  /**
   * The client's fault: a last word to it, in its place behind the replies that it still has to
   * get, and the end of the session. A message before it may be accepted; the last word must not be
   * read as its verdict. Until then nothing more is taken from the client.
   */
  void end(MessageId why, String rule, String before) {
    if (phase == Phase.CLOSED || isEnding()) {
      return;
    }
    Reply reply = Answers.of(why);
    note(why, rule, "", before, Answers.text(reply));
    end(new Ending.Words(reply, why));
  }

  /**
   * The end of the session, in its place behind the replies that the client still has to get. That
   * holds for an end without a word, too: one of the replies may be the verdict on a message that
   * the server has got whole, and a client that does not hear it sends the message again (threats
   * D-03, D-08). Where the end falls then does not depend on how fast the server is.
   */
  void end(Ending how) {
    if (phase == Phase.CLOSED || isEnding()) {
      return;
    }
    ending = how;
    if (outstanding.isEmpty()) {
      carryOutEnding();
    } else {
      outstanding.add(Slot.lastWord(transaction));
    }
  }

  boolean isEnding() {
    return ending != null;
  }

  /** The replies before the end are through, or never will be. */
  void carryOutEnding() {
    switch (ending) {
      case Ending.Words(Reply reply, MessageId why) -> finish(reply, why);
      case Ending.Silence(MessageId why) -> vanish(why);
      case Ending.Reset(MessageId why) -> reset(why.id());
      case null -> {}
    }
  }

  /**
   * The server's fault, or time, or our own: the end at once. A message under way is not delivered.
   */
  void breakOff(MessageId why, String rule, String before) {
    if (phase == Phase.CLOSED) {
      return;
    }
    Reply reply = Answers.of(why);
    note(why, rule, "", before, Answers.text(reply));
    finish(reply, why);
  }

  /** Says the last word in place of the replies that are still awaited. */
  void finish(Reply reply, MessageId why) {
    if (phase != Phase.OPAQUE) {
      step(new Step.Answer(reply, why));
    }
    dropServer(isMessageUnderWay());
    close(why.id());
  }

  /** Ends the session without a word. */
  void vanish(MessageId why) {
    dropServer(isMessageUnderWay());
    close(why.id());
  }

  /** True if the server has part of a message, so that its connection must not just end. */
  boolean isMessageUnderWay() {
    return phase == Phase.CONTENT
        || (phase == Phase.CHUNK && !discarding)
        || transaction.chunks() > 0;
  }
}
