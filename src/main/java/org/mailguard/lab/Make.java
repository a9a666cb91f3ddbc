package org.mailguard.lab;

import org.jspecify.annotations.Nullable;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.Verb;

/** One make of firewall: what it says in its own name, and what it does with commands. */
sealed interface Make permits Watchguard, Checkpoint, Raptor {

  /** What becomes of a command. */
  sealed interface Decision {

    /** The server gets it, and its reply goes to the client. */
    record Pass() implements Decision {}

    /** The server gets it, and the client gets {@code words} in place of a good reply. */
    record PassAndSay(Reply words) implements Decision {}

    /** The server gets nothing. */
    record Say(Reply words) implements Decision {}
  }

  Decision PASS = new Decision.Pass();

  /** To what it does not know. Documented of the Raptor alone. */
  Decision UNRECOGNIZED = say(500, "Command unrecognized");

  static Decision say(int code, String words) {
    return new Decision.Say(Reply.of(code, words));
  }

  /**
   * In place of the server's greeting.
   *
   * @param server its name, as its greeting has it
   */
  Reply greeting(Octets server);

  /** Judges a line; {@code verb} is null if it begins with none that is known. */
  Decision command(Octets line, @Nullable Verb verb);

  /** True if a line of the server's EHLO reply, from its keyword on, goes to the client. */
  boolean offers(Octets keyword);

  /** A message is over, or was given up. */
  void transactionEnds();

  /** True if {@code Received} lines of messages are blinded. */
  boolean blindsTrace();
}
