package org.mailguard.console;

import org.mailguard.config.PromptArguments;

/** What a command does. */
interface CommandAction {
  void run(CommandContext context, PromptArguments arguments) throws SessionEnded;
}
