package org.mailguard.session;

import org.jspecify.annotations.Nullable;

/**
 * What is done with a whole line of the client. Two ways: by its meaning, or as it was written.
 *
 * @param <W> what waits until the replies before it are through, at most one at a time; nothing
 *     more is taken from the client meanwhile
 */
abstract sealed class CommandHandling<W> permits InspectedCommands, CommandsAsWritten {
  final Conversation talk;
  final MailData mailData;
  private @Nullable W waiting;
  private boolean over;

  CommandHandling(Conversation talk, MailData mailData) {
    this.talk = talk;
    this.mailData = mailData;
  }

  /** A command line. */
  abstract void line(byte[] line, int length);

  /** The client's answer to a 334. */
  abstract void saslLine(byte[] line, int length);

  /** The replies before it are through. */
  abstract void decide(W waited);

  final void holdBack(W command) {
    waiting = command;
  }

  final boolean isHoldingBack() {
    return waiting != null;
  }

  /** All replies are through: what was held back can be decided. */
  final void resume() {
    W command = waiting;
    if (command != null) {
      waiting = null;
      decide(command);
    }
  }

  /**
   * Forgets what is held back, since what follows it will never come; true if there was something.
   */
  final boolean dropHeldBack() {
    boolean dropped = waiting != null;
    waiting = null;
    return dropped;
  }

  /** QUIT was forwarded: nothing more is read. */
  final void readNoMore() {
    over = true;
  }

  final boolean isOver() {
    return over;
  }
}
