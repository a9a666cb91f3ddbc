package org.mailguard.session;

import org.jspecify.annotations.Nullable;
import org.mailguard.events.Intervention;
import org.mailguard.events.Intervention.Verdict;
import org.mailguard.events.MessageId;
import org.mailguard.policy.RulePhase;

/**
 * What the guard does to a session on its own account, in the terms of records: a command that it
 * refuses, a session that it ends, octets that it changes. No rule did it, so there is none in the
 * record, and it counts for no rule.
 */
final class OwnActs {
  private OwnActs() {}

  /** What an event of this id is; null if it is something that happened, and not done. */
  static @Nullable Intervention of(Conversation talk, MessageId id) {
    Verdict verdict = verdict(id);
    return verdict == null
        ? null
        : Intervention.ofGuard(
            talk.policy().trafficClass(),
            phase(talk, id).word(),
            talk.policy().name(),
            verdict,
            isOfServer(id));
  }

  private static @Nullable Verdict verdict(MessageId id) {
    return switch (id) {
      case COMMAND_UNKNOWN,
          COMMAND_SYNTAX,
          COMMAND_FORBIDDEN,
          COMMAND_SWALLOWED,
          EXTENSION_NOT_OFFERED,
          PARAMETER_NOT_OFFERED,
          BAD_SEQUENCE,
          SOURCE_ROUTE,
          ADDRESS_NEEDS_SMTPUTF8,
          TOO_MANY_RECIPIENTS,
          NO_VALID_RECIPIENTS,
          NEWLINE_IN_DATA ->
          Verdict.REFUSED;
      case AUTH_IDENTITY_REPLACED,
          SASL_NOT_BASE64,
          NEWLINE_MENDED,
          CHARACTER_REPLACED,
          COMMAND_OVERWRITTEN,
          COMMAND_MADE_NOOP,
          GREETING_MASKED,
          GREETING_NAMED,
          VALUES_CUT ->
          Verdict.REWRITTEN;
      case KEYWORDS_REMOVED -> Verdict.MASKED;
      case NEWLINE_IN_COMMAND,
          LINE_TOO_LONG,
          OUT_OF_TURN,
          OCTETS_BEHIND_STARTTLS,
          CHUNK_LENGTH_UNCERTAIN,
          HTTP_CLIENT,
          TOO_MANY_ERRORS,
          TOO_MUCH_JUNK,
          DRAIN_LIMIT,
          SESSION_SPENT ->
          Verdict.ENDED;
      default -> null;
    };
  }

  private static RulePhase phase(Conversation talk, MessageId id) {
    return switch (id) {
      case GREETING_MASKED, GREETING_NAMED -> RulePhase.CONNECTION;
      case KEYWORDS_REMOVED, VALUES_CUT -> RulePhase.EHLO_REPLY;
      case AUTH_IDENTITY_REPLACED -> RulePhase.SENDER;
      case TOO_MANY_RECIPIENTS -> RulePhase.RECIPIENT;
      case NEWLINE_IN_DATA, NEWLINE_MENDED, DRAIN_LIMIT -> RulePhase.MESSAGE;
      default ->
          talk.is(Phase.CONNECTING) || talk.is(Phase.GREETING)
              ? RulePhase.CONNECTION
              : RulePhase.COMMAND;
    };
  }

  private static boolean isOfServer(MessageId id) {
    return switch (id) {
      case GREETING_MASKED, GREETING_NAMED, KEYWORDS_REMOVED, VALUES_CUT -> true;
      default -> false;
    };
  }
}
