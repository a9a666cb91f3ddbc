package org.mailguard.doctor.read.guard;

import org.mailguard.events.MessageId;

/** What one line of the log says was done, in the order in which summaries have them. */
enum Act {
  REFUSED("guard-refused", "refused"),
  EDITED("guard-edited", "changed"),
  ENDED("guard-ended", "ended"),
  /** A connection that was not accepted. */
  DENIED("guard-denied", "turned away"),
  /** Done as an old Mailguard did it, since a line of the configuration says so. */
  OLD_RELEASE("guard-old-release", "done as an old release did"),
  /** What a rule would have done. */
  OBSERVED("guard-observed", "only observed"),
  /** The guard had to end or defer something, for the server's sake. */
  SERVER("guard-server", "failed at the server"),
  /** Nothing was done. */
  NOTHING("", "");

  private final String fact;
  private final String word;

  Act(String fact, String word) {
    this.fact = fact;
    this.word = word;
  }

  /** As the catalogue knows it. */
  String fact() {
    return fact;
  }

  /** Behind a number: {@code 3 refused}. */
  String word() {
    return word;
  }

  /**
   * What a line means.
   *
   * @param verdict the member of the JSON form, or the device's words; empty where there are none
   */
  static Act of(MessageId id, String verdict, boolean observed) {
    if (observed || id == MessageId.RULE_OBSERVED) {
      return OBSERVED;
    }
    Act own = of(id);
    return own == NOTHING || own == EDITED ? of(verdict, own) : own;
  }

  private static Act of(String verdict, Act otherwise) {
    return switch (verdict) {
      case "refused", "rate-limited" -> REFUSED;
      case "masked", "stripped", "rewritten" -> EDITED;
      case "ended", "dropped", "reset" -> ENDED;
      default -> otherwise;
    };
  }

  /** By the id alone; the device's form of syslog has no more for what the guard does by itself. */
  private static Act of(MessageId id) {
    return switch (id) {
      case COMMAND_MADE_NOOP,
          CHARACTER_REPLACED,
          COMMAND_OVERWRITTEN,
          COMMAND_SWALLOWED,
          GREETING_MASKED,
          LABORATORY ->
          OLD_RELEASE;
      case COMMAND_UNKNOWN,
          COMMAND_SYNTAX,
          COMMAND_FORBIDDEN,
          EXTENSION_NOT_OFFERED,
          PARAMETER_NOT_OFFERED,
          BAD_SEQUENCE,
          SOURCE_ROUTE,
          ADDRESS_NEEDS_SMTPUTF8,
          TOO_MANY_RECIPIENTS,
          NO_VALID_RECIPIENTS,
          NEWLINE_IN_DATA ->
          REFUSED;
      case AUTH_IDENTITY_REPLACED,
          SASL_NOT_BASE64,
          NEWLINE_MENDED,
          GREETING_NAMED,
          KEYWORDS_REMOVED,
          VALUES_CUT ->
          EDITED;
      case MALICIOUS_ADDRESS,
          NEWLINE_IN_COMMAND,
          LINE_TOO_LONG,
          OUT_OF_TURN,
          OCTETS_BEHIND_STARTTLS,
          CHUNK_LENGTH_UNCERTAIN,
          HTTP_CLIENT,
          TOO_MANY_ERRORS,
          TOO_MUCH_JUNK,
          DRAIN_LIMIT,
          SESSION_SPENT,
          SESSION_CLEARED,
          CLIENT_TIMEOUT,
          CLIENT_TOO_SLOW ->
          ENDED;
      case ACCESS_DENIED_BY_DEFAULT,
          ACCESS_DENIED,
          TOO_MANY_CONNECTIONS,
          TOO_MANY_EMBRYONIC,
          TOO_MANY_SESSIONS,
          TOO_MANY_SESSIONS_OF_ADDRESS ->
          DENIED;
      case SERVER_UNREACHABLE,
          SERVER_REPLY_MALFORMED,
          SERVER_REPLY_UNEXPECTED,
          SERVER_LOST,
          SERVER_TIMEOUT,
          SERVER_TLS_SURPLUS,
          OUTCOME_UNCERTAIN ->
          SERVER;
      default -> NOTHING;
    };
  }
}
