package org.mailguard.console;

import static org.mailguard.console.SeeingCommands.clear;
import static org.mailguard.console.SeeingCommands.show;

import java.util.List;
import org.mailguard.config.AppliedPolicies;
import org.mailguard.config.Configuration;
import org.mailguard.config.ListedAccess;
import org.mailguard.config.PromptArguments;
import org.mailguard.config.PromptCommand;

/** The guard as a program: its log, its counters, its memory, who operates it. */
final class MachineCommands {
  static final List<PromptCommand<CommandAction>> ALL =
      List.of(
          show("logging", (context, _) -> context.print(log(context)))
              .help("Where the log goes, and what is buffered of it")
              .word("logging", "Where the log goes, and what is buffered of it"),
          show(
                  "counters",
                  (context, _) ->
                      context.print(ShownCounters.table(context.guard().live().counters())))
              .help("How often what happened")
              .word("counters", "How often what happened"),
          show(
                  "memory",
                  (context, _) ->
                      context.print(ShownMachine.memory(context.guard().live().machine().memory())))
              .help("Memory that is used and free")
              .word("memory", "Memory that is used and free"),
          show(
                  "cpu [usage]",
                  (context, _) -> {
                    LiveGuard live = context.guard().live();
                    context.print(ShownMachine.cpu(live.machine(), live.now()));
                  })
              .help("Processor time that is used")
              .word("cpu", "Processor time that is used")
              .word("usage", "The same"),
          show("version", (context, _) -> context.print(version(context)))
              .help("Version, how long it is up, what it runs on")
              .word("version", "Version, how long it is up, what it runs on")
              .level(1),
          show("clock [detail]", MachineCommands::clock)
              .help("The time")
              .word("clock", "The time")
              .word("detail", "With its source and its next change")
              .level(1),
          show(
                  "users",
                  (context, _) ->
                      context.print(ShownUsers.table(context.operators(), context.operator())))
              .help("Who is on the console")
              .word("users", "Who is on the console"),
          show("tech-support", (context, _) -> context.print(techSupport(context)))
              .help("All that somebody who helps wants to see, without secrets")
              .word("tech-support", "All that somebody who helps wants to see, without secrets"),
          clear("counters", (context, _) -> context.guard().live().clearCounters())
              .help("Begin to count anew")
              .word("counters", "Begin to count anew: events, rules, packets"),
          clear("logging buffer", (context, _) -> context.guard().live().buffer().clear())
              .help("Forget what is buffered of the log")
              .word("logging", "The log")
              .word("buffer", "Forget what is buffered of it"));

  private MachineCommands() {}

  private static String log(CommandContext context) {
    LiveGuard live = context.guard().live();
    Configuration running = context.guard().running();
    return ShownLog.text(
        running.logging(),
        live.logHosts(),
        live.buffer().logged(),
        live.buffer().lines(running.logging().style()));
  }

  private static String version(CommandContext context) {
    LiveGuard live = context.guard().live();
    String name = context.guard().running().hostname().orElse("mailguard");
    return ShownMachine.version(live.machine(), name, live.now());
  }

  private static void clock(CommandContext context, PromptArguments arguments) throws SessionEnded {
    context.print(
        ShownMachine.clock(
            context.guard().live().now(),
            context.guard().running().logging().style().zone(),
            arguments.has("detail")));
  }

  private static String techSupport(CommandContext context) {
    LiveGuard live = context.guard().live();
    Configuration running = context.guard().running();
    StringBuilder lists = new StringBuilder(ShownLists.cache(live.flows()));
    ListedAccess.of(running).forEach(list -> lists.append(ShownLists.list(list)));
    return new TechSupport()
        .section("show version", version(context))
        .section("show memory", ShownMachine.memory(live.machine().memory()))
        .section("show cpu usage", ShownMachine.cpu(live.machine(), live.now()))
        .section("show conn count", ShownSessions.count(live.sessions()))
        .section("show xlate", ShownTranslations.table(live.translations()))
        .section(
            "show service-policy inspect esmtp",
            ShownPolicies.services(AppliedPolicies.of(running), live.traffic(), live.rules(), true))
        .section("show access-list", lists.toString())
        .section("show counters", ShownCounters.table(live.counters()))
        .section(
            "show logging setting",
            ShownLog.text(running.logging(), live.logHosts(), live.buffer().logged(), List.of()))
        .section("show running-config", TechSupport.redacted(running))
        .text();
  }
}
