package org.mailguard.console;

import java.util.List;
import org.mailguard.config.PromptArguments;
import org.mailguard.config.PromptCommand;
import org.mailguard.events.Severity;

/** Conversations and the log as they happen. */
final class WatchCommands {
  static final List<PromptCommand<CommandAction>> ALL =
      List.of(
          PromptCommand.<CommandAction>of("debug smtp [<address>]", WatchCommands::debug)
              .help("Show conversations as they happen")
              .word("smtp", "Commands and replies, without credentials and content")
              .address("address", "Of one client"),
          PromptCommand.<CommandAction>of("no debug {all|smtp [<address>]}", WatchCommands::undebug)
              .help("Take something back")
              .word("debug", "Show conversations no more")
              .word("all", "Everything")
              .word("smtp", "Commands and replies")
              .address("address", "Of one client"),
          PromptCommand.<CommandAction>of("undebug {all|smtp [<address>]}", WatchCommands::undebug)
              .help("Show conversations no more")
              .word("all", "Everything")
              .word("smtp", "Commands and replies")
              .address("address", "Of one client"),
          SeeingCommands.show("debug", (context, _) -> context.print(context.watching().shown()))
              .help("What is debugged on this terminal")
              .word("debug", "What is debugged on this terminal"),
          PromptCommand.<CommandAction>of("terminal monitor", WatchCommands::monitor)
              .help("This terminal")
              .word("monitor", "Show the log on it, up to logging monitor"),
          PromptCommand.<CommandAction>of(
                  "terminal no monitor", (context, _) -> context.watching().unmonitor())
              .help("This terminal")
              .word("no", "Take something back")
              .word("monitor", "Show the log on it no more"),
          PromptCommand.<CommandAction>of(
                  "no terminal monitor", (context, _) -> context.watching().unmonitor())
              .help("Take something back")
              .word("terminal", "This terminal")
              .word("monitor", "Show the log on it no more"));

  private WatchCommands() {}

  private static void debug(CommandContext context, PromptArguments arguments) throws SessionEnded {
    if (context.watching().debug(arguments.address("address"))) {
      context.print(context.watching().shown());
    } else {
      context.print("ERROR: at most %d at once\n".formatted(Watching.MOST));
    }
  }

  private static void undebug(CommandContext context, PromptArguments arguments) {
    if (arguments.has("smtp")) {
      context.watching().undebug(arguments.address("address"));
    } else {
      context.watching().undebugAll();
    }
  }

  private static void monitor(CommandContext context, PromptArguments arguments)
      throws SessionEnded {
    Severity least = context.guard().running().logging().monitor();
    if (least == null) {
      context.print("ERROR: the line logging monitor names a message list, and there are none\n");
    } else {
      context.watching().monitor(least);
    }
  }
}
