package org.mailguard.console;

import static org.mailguard.console.SeeingCommands.clear;
import static org.mailguard.console.SeeingCommands.show;

import java.util.List;
import org.mailguard.config.AppliedPolicies;
import org.mailguard.config.PromptArguments;
import org.mailguard.config.PromptCommand;

/** Sessions, translations, policies: what passes and what became of it. */
final class TrafficCommands {
  static final List<PromptCommand<CommandAction>> ALL =
      List.of(
          show("conn [count|detail] [address <address>] [port <port>]", TrafficCommands::sessions)
              .help("Sessions that are open")
              .word("conn", "Sessions that are open")
              .word("count", "How many alone")
              .word("detail", "With state, class, policy and age, and what the flags mean")
              .word("address", "Of one client, or to one server")
              .word("port", "With one port")
              .address("address", "On one of its ends")
              .number("port", 1, 65_535, "On one of its ends"),
          show(
                  "xlate",
                  (context, _) ->
                      context.print(ShownTranslations.table(context.guard().live().translations())))
              .help("Addresses that servers are published at")
              .word("xlate", "Addresses that servers are published at"),
          show(
                  "local-host",
                  (context, _) ->
                      context.print(ShownTranslations.hosts(context.guard().live().translations())))
              .help("Servers, and how many sessions each has")
              .word("local-host", "Servers, and how many sessions each has"),
          show("service-policy [inspect esmtp]", TrafficCommands::services)
              .help("Which inspection holds where, and what it did")
              .word("service-policy", "Which inspection holds where, and what it did")
              .word("inspect", "Rule by rule")
              .word("esmtp", "Of mail"),
          show(
                  "policy impact",
                  (context, _) ->
                      context.print(ShownPolicies.impact(context.guard().live().impact())))
              .help("What rules did and would have done, and to whom")
              .word("policy", "What rules do")
              .word("impact", "Since this configuration came, and to whom"),
          clear("conn {all|address <address> [port <port>]}", TrafficCommands::endSessions)
              .help("End sessions; clients hear 421 and come again")
              .word("conn", "End sessions; clients hear 421 and come again")
              .word("all", "Every session")
              .word("address", "Of one client, or to one server")
              .word("port", "With one port")
              .address("address", "On one of its ends")
              .number("port", 1, 65_535, "On one of its ends"),
          clear("xlate", TrafficCommands::clearTranslations)
              .help("End sessions whose translation is configured no more")
              .word("xlate", "End sessions whose translation is configured no more"),
          clear("service-policy", (context, _) -> context.guard().live().clearCounters())
              .help("Begin to count anew, as clear counters")
              .word("service-policy", "Begin to count anew, as clear counters"));

  private TrafficCommands() {}

  private static SessionChoice choice(PromptArguments arguments) {
    return new SessionChoice(arguments.address("address"), arguments.number("port"));
  }

  private static void sessions(CommandContext context, PromptArguments arguments)
      throws SessionEnded {
    LiveGuard.Sessions sessions = context.guard().live().sessions();
    SessionChoice choice = choice(arguments);
    context.print(
        arguments.has("count")
            ? ShownSessions.count(sessions)
            : arguments.has("detail")
                ? ShownSessions.detail(sessions, choice)
                : ShownSessions.table(sessions, choice));
  }

  private static void services(CommandContext context, PromptArguments arguments)
      throws SessionEnded {
    LiveGuard live = context.guard().live();
    context.print(
        ShownPolicies.services(
            AppliedPolicies.of(context.guard().running()),
            live.traffic(),
            live.rules(),
            arguments.has("inspect")));
  }

  private static void endSessions(CommandContext context, PromptArguments arguments)
      throws SessionEnded {
    int ended = context.guard().live().clear(choice(arguments));
    context.print("%d connection(s) deleted.\n".formatted(ended));
  }

  /**
   * On the device this forgets translations that were made for single hosts, with their
   * connections. Those of the guard are lines of the configuration, which stay; what is left over
   * are sessions that began under a line that is gone.
   */
  private static void clearTranslations(CommandContext context, PromptArguments arguments)
      throws SessionEnded {
    int ended = context.guard().live().clearUntranslated();
    context.print(
        "%d connection(s) deleted whose translation is configured no more.\n".formatted(ended));
  }
}
