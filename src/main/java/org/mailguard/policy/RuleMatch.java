package org.mailguard.policy;

/**
 * A rule that matched.
 *
 * @param on what it matched on, printable and bounded
 * @param content of a message, if the rule asks for it by the word log: the field that it matched,
 *     as one line, printable and bounded; else empty
 */
public record RuleMatch(Rule rule, String on, String content) {

  /** Of something that is no content, or none that is at hand. */
  public RuleMatch(Rule rule, String on) {
    this(rule, on, "");
  }
}
