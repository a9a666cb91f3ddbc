package org.mailguard.policy;

import java.time.Duration;
import java.util.Set;

/**
 * What a rule of an inspection map looks for. Names, numbers and texts are those of the
 * configuration; {@code above} means that more than so many match (reference: cisco-mailguard 6.2).
 */
public sealed interface Criterion
    permits ContentCriterion,
        Criterion.Rate,
        Criterion.MessageCount,
        Criterion.CommandLineLength,
        Criterion.CommandVerb,
        Criterion.VerbCount,
        Criterion.CommandArgument,
        Criterion.HeloLength,
        Criterion.HeloRegex,
        Criterion.HeloForm,
        Criterion.EhloKeyword,
        Criterion.AddressLength,
        Criterion.AddressRegex,
        Criterion.AddressDomain,
        Criterion.AddressForms,
        Criterion.RecipientCount,
        Criterion.InvalidRecipients,
        Criterion.MailRelay {
  /** When it is asked. */
  RulePhase phase();

  // ---- connection and session

  /** More than so many of a kind within a time, of those with one key. */
  record Rate(Counted counted, long above, Duration per, Key by) implements Criterion {
    public enum Counted {
      CONNECTION,
      MESSAGE,
      RECIPIENT
    }

    public enum Key {
      /** One IPv4 address or IPv6 address. */
      ADDRESS,
      /** One IPv4 /24 or IPv6 /64. */
      PREFIX,
      /** All clients of the class. */
      CLASS
    }

    @Override
    public RulePhase phase() {
      return switch (counted) {
        case CONNECTION -> RulePhase.CONNECTION;
        case MESSAGE -> RulePhase.SENDER;
        case RECIPIENT -> RulePhase.RECIPIENT;
      };
    }
  }

  /** MAIL commands of one connection. */
  record MessageCount(long above) implements Criterion {
    @Override
    public RulePhase phase() {
      return RulePhase.SENDER;
    }
  }

  // ---- commands

  /** Octets of a command line, with CR LF. */
  record CommandLineLength(long above) implements Criterion {
    @Override
    public RulePhase phase() {
      return RulePhase.COMMAND;
    }
  }

  /**
   * A verb.
   *
   * @param verbs in upper case, also such as the guard does not know
   * @param others true if every verb that the guard does not know is meant too
   */
  record CommandVerb(Set<String> verbs, boolean others) implements Criterion {
    public CommandVerb {
      verbs = Set.copyOf(verbs);
    }

    @Override
    public RulePhase phase() {
      return RulePhase.COMMAND;
    }
  }

  /** How often a verb came in this session. */
  record VerbCount(String verb, long above) implements Criterion {
    @Override
    public RulePhase phase() {
      return RulePhase.COMMAND;
    }
  }

  /** What stands behind a verb, as it was written. */
  record CommandArgument(String verb, RegexSet regex) implements Criterion {
    @Override
    public RulePhase phase() {
      return RulePhase.COMMAND;
    }
  }

  record HeloLength(long above) implements Criterion {
    @Override
    public RulePhase phase() {
      return RulePhase.HELO;
    }
  }

  record HeloRegex(RegexSet regex) implements Criterion {
    @Override
    public RulePhase phase() {
      return RulePhase.HELO;
    }
  }

  record HeloForm(Set<Form> forms) implements Criterion {
    public enum Form {
      /** {@code [192.0.2.1]}. */
      LITERAL,
      /** An IPv4 address without brackets. */
      BARE_ADDRESS,
      /** A name without a dot. */
      SINGLE_LABEL,
      /** Underscores, or a label that begins or ends with a hyphen. */
      ODD
    }

    public HeloForm {
      forms = Set.copyOf(forms);
    }

    @Override
    public RulePhase phase() {
      return RulePhase.HELO;
    }
  }

  /**
   * A keyword of the server's EHLO reply.
   *
   * @param keywords in upper case
   * @param others true if every keyword is meant that the device has no word for
   */
  record EhloKeyword(Set<String> keywords, boolean others) implements Criterion {
    public EhloKeyword {
      keywords = Set.copyOf(keywords);
    }

    @Override
    public RulePhase phase() {
      return RulePhase.EHLO_REPLY;
    }
  }

  // ---- addresses

  /** Whose address. */
  enum Whose {
    SENDER(RulePhase.SENDER),
    RECIPIENT(RulePhase.RECIPIENT);

    private final RulePhase phase;

    Whose(RulePhase phase) {
      this.phase = phase;
    }
  }

  /** Octets of an address without its angle brackets. */
  record AddressLength(Whose whose, long above) implements Criterion {
    @Override
    public RulePhase phase() {
      return whose.phase;
    }
  }

  /** Searched in the address without its angle brackets; the null reverse-path is empty. */
  record AddressRegex(Whose whose, RegexSet regex) implements Criterion {
    @Override
    public RulePhase phase() {
      return whose.phase;
    }
  }

  /**
   * The domain behind the {@code @}.
   *
   * @param domains in lower case; {@code .example.net} means everything below it, without the dot
   *     the domain itself and everything below it
   */
  record AddressDomain(Whose whose, Set<String> domains) implements Criterion {
    public AddressDomain {
      domains = Set.copyOf(domains);
    }

    @Override
    public RulePhase phase() {
      return whose.phase;
    }
  }

  record AddressForms(Whose whose, Set<AddressForm> forms) implements Criterion {
    public AddressForms {
      forms = Set.copyOf(forms);
    }

    @Override
    public RulePhase phase() {
      return whose.phase;
    }
  }

  /** RCPT commands of one message, this one included. */
  record RecipientCount(long above) implements Criterion {
    @Override
    public RulePhase phase() {
      return RulePhase.RECIPIENT;
    }
  }

  /** Recipients that the server refused in this session. */
  record InvalidRecipients(long above) implements Criterion {
    @Override
    public RulePhase phase() {
      return RulePhase.RECIPIENT_REPLY;
    }
  }

  /** The parameter {@code mail-relay}: a recipient in none of the domains. */
  record MailRelay(Set<String> domains) implements Criterion {
    public MailRelay {
      domains = Set.copyOf(domains);
    }

    @Override
    public RulePhase phase() {
      return RulePhase.RECIPIENT;
    }
  }
}
