package org.mailguard.console;

import org.mailguard.config.PromptArguments;

/** What the console does when a command is typed. */
@FunctionalInterface
interface CommandAction {
  void run(CommandContext context, PromptArguments arguments) throws SessionEnded;
}
