package org.mailguard.config;

import org.jspecify.annotations.Nullable;

/**
 * Something that a line can be read as: a statement of the language, or a command at the prompt.
 * {@link Matcher} reads both, and both have their help and their completion from their grammar.
 */
sealed interface Form permits Statement, PromptCommand {
  Grammar grammar();

  /** What {@code no} takes besides the whole line, or null. */
  @Nullable Grammar shortForm();

  /** One line on a word of the grammar; empty if the definition forgot it. */
  String help(Token token);
}
