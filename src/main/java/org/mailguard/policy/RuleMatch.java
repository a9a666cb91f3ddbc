package org.mailguard.policy;

/**
 * A rule that matched.
 *
 * @param on what it matched on, printable and bounded
 */
public record RuleMatch(Rule rule, String on) {}
