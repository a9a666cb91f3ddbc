package org.mailguard.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Path;

/**
 * Asks the rules of a map about everything in a session but mail content. One for each session: it
 * holds the counts that rules have limits for. A phase without rules costs one look-up.
 */
public final class Judge {
  private final EsmtpMap map;
  private final Questions questions;
  private final Map<String, Long> verbs = new HashMap<>(0);
  private long messages;
  private long invalidRecipients;

  public Judge(EsmtpMap map, Rates rates, RuleWatch watch) {
    this.map = map;
    questions = new Questions(rates, watch);
  }

  /** True if there are rules of {@code phase}; a caller with nothing to prepare need not ask. */
  public boolean asks(RulePhase phase) {
    return !map.in(phase).isEmpty();
  }

  private Ruling ask(RulePhase phase, Subject subject) {
    return questions.ask(map.in(phase), subject);
  }

  /** A client connected. */
  public Ruling connection() {
    return asks(RulePhase.CONNECTION) ? ask(RulePhase.CONNECTION, Total.NOTHING) : Ruling.NONE;
  }

  /**
   * A line that stands where a command does, whether or not it is one.
   *
   * @param length of it, without CR LF
   */
  public Ruling command(byte[] line, int length) {
    if (!asks(RulePhase.COMMAND)) {
      return Ruling.NONE;
    }
    WrittenCommand command = new WrittenCommand(line, length);
    if (map.countsVerb(command.verb())) {
      command.occurred(verbs.merge(command.verb(), 1L, Long::sum));
    }
    return ask(RulePhase.COMMAND, command);
  }

  /** HELO or EHLO. */
  public Ruling helo(Octets name) {
    return asks(RulePhase.HELO) ? ask(RulePhase.HELO, new GreetedName(name)) : Ruling.NONE;
  }

  /** A keyword of the server's reply to EHLO. */
  public Ruling keyword(Octets keyword) {
    return asks(RulePhase.EHLO_REPLY)
        ? ask(RulePhase.EHLO_REPLY, new OfferedKeyword(keyword))
        : Ruling.NONE;
  }

  /**
   * MAIL, where it may stand.
   *
   * @param declared octets of the message as SIZE= has them, 0 if it has none
   */
  public Ruling sender(Path.Reverse path, long declared) {
    Ruling ruling = Ruling.NONE;
    if (asks(RulePhase.SENDER)) {
      messages++;
      ruling = ask(RulePhase.SENDER, WrittenAddress.of(path, messages));
    }
    List<Rule> bounds = map.boundsOfDeclaredSize();
    if (declared == 0 || bounds.isEmpty() || (ruling.decisive() != null && !ruling.isAllowed())) {
      return ruling;
    }
    return ruling.then(questions.ask(bounds, new Total(declared, "octets declared")));
  }

  /**
   * RCPT, where it may stand.
   *
   * @param count of RCPT commands in this transaction, with this one
   */
  public Ruling recipient(Path.Forward path, long count) {
    return asks(RulePhase.RECIPIENT)
        ? ask(RulePhase.RECIPIENT, WrittenAddress.of(path, count))
        : Ruling.NONE;
  }

  /**
   * MAIL or RCPT with an address that is none by the grammar, so that the server will not see it.
   * The rules do: what an address must not have in it is as bad in one that is broken.
   */
  public Ruling broken(Criterion.Whose whose, Octets address) {
    RulePhase phase =
        switch (whose) {
          case SENDER -> RulePhase.SENDER;
          case RECIPIENT -> RulePhase.RECIPIENT;
        };
    return asks(phase)
        ? questions.ask(map.ofAddressAlone(phase), WrittenAddress.broken(address, 0))
        : Ruling.NONE;
  }

  /** The server refused a recipient for good. */
  public Ruling recipientRefused() {
    if (!asks(RulePhase.RECIPIENT_REPLY)) {
      return Ruling.NONE;
    }
    invalidRecipients++;
    return ask(RulePhase.RECIPIENT_REPLY, new Total(invalidRecipients, "refused"));
  }
}
