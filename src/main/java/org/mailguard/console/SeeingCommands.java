package org.mailguard.console;

import java.util.List;
import java.util.stream.Stream;
import org.mailguard.config.PromptCommand;

/** What an operator can see of the guard, and what he can set back to nothing. */
final class SeeingCommands {
  static final List<PromptCommand<CommandAction>> ALL =
      Stream.of(
              TrafficCommands.ALL,
              ListCommands.ALL,
              MachineCommands.ALL,
              WatchCommands.ALL,
              TestCommands.ALL)
          .flatMap(List::stream)
          .toList();

  private SeeingCommands() {}

  /** With the help of the words that many commands begin with. */
  static PromptCommand<CommandAction> show(String rest, CommandAction action) {
    return PromptCommand.of("show " + rest, action).word("show", "Show how the guard is");
  }

  static PromptCommand<CommandAction> clear(String rest, CommandAction action) {
    return PromptCommand.of("clear " + rest, action).word("clear", "Set something back to nothing");
  }
}
