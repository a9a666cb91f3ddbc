package org.mailguard.console;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.mailguard.config.ConfigDifference;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigResult;
import org.mailguard.config.ConfigWriter;
import org.mailguard.config.Configuration;
import org.mailguard.config.Problem;
import org.mailguard.config.PromptArguments;
import org.mailguard.config.PromptCommand;
import org.mailguard.config.Secrets;

/** The commands that change the running configuration, and take changes back. */
final class ConfigureCommands {
  private final Parts parts;
  private final Presence presence;

  ConfigureCommands(Parts parts, Presence presence) {
    this.parts = parts;
    this.presence = presence;
  }

  List<PromptCommand<CommandAction>> all() {
    return List.of(
        PromptCommand.<CommandAction>of(
                "configure terminal", (context, _) -> configure(context, false))
            .help("Change the configuration")
            .word("terminal", "Line by line; each holds at once"),
        PromptCommand.<CommandAction>of(
                "configure private", (context, _) -> configure(context, true))
            .help("Change the configuration")
            .word("private", "In a copy; nothing holds until commit"),
        PromptCommand.<CommandAction>of("configure replace <file>", this::replace)
            .help("Change the configuration")
            .word("replace", "Put a file in its place")
            .word("file", "a file of the console, or startup-config", "startup-config or NAME"),
        PromptCommand.<CommandAction>of("commit", this::commit)
            .help("Give the guard what was typed in configure private, or confirm what it has"),
        PromptCommand.<CommandAction>of("commit confirmed [<minutes>]", this::commitConfirmed)
            .help("Give the guard what was typed in configure private, or confirm what it has")
            .word("confirmed", "And take it back if nobody types commit in time")
            .number("minutes", 1, 1440, "10 if none is named"),
        PromptCommand.<CommandAction>of("discard", ConfigureCommands::discard)
            .help("Forget what was typed in configure private"),
        PromptCommand.<CommandAction>of("update", this::update)
            .help("Type the lines of configure private again, into what the guard has now"),
        PromptCommand.<CommandAction>of("rollback <number>", this::rollBack)
            .help("Bring back a configuration that the guard had")
            .number("number", 1, Changes.KEPT, "As show history has it; 1 for the last one"),
        PromptCommand.<CommandAction>of("show diff [<number>]", this::difference)
            .help("Show how the guard is")
            .word("diff", "What was typed and is not committed; else what is not saved")
            .number("number", 1, Changes.KEPT, "Against a configuration that the guard had"),
        PromptCommand.<CommandAction>of("show history", this::history)
            .help("Show how the guard is")
            .word("history", "Configurations that the guard had, and the lines that you typed"));
  }

  private void configure(CommandContext context, boolean collecting) throws SessionEnded {
    for (Presence.Present other : presence.configuring(context.seat())) {
      context.print("WARNING: " + other.description() + " is configuring, too\n");
    }
    context
        .seat()
        .edit(
            new Editing(
                parts.changes().running().configuration(), collecting, parts.passwords()::hash));
  }

  private void replace(CommandContext context, PromptArguments in) throws SessionEnded {
    String name = in.text("file").orElse("");
    Optional<Configuration> next = read(context, parts, name);
    if (next.isEmpty()) {
      return;
    }
    Configuration base = parts.changes().running().configuration();
    List<String> lines = ConfigDifference.lines(base, next.get());
    lines.forEach(line -> context.screen().print(line + "\n"));
    if (lines.isEmpty()) {
      context.print("INFO: the guard has this configuration already\n");
    } else if (Dialogue.confirm(context.screen(), "Replace the running configuration?")) {
      tell(
          context,
          parts.changes().apply(base, next.get(), context.who().name(), "configure replace"));
    }
  }

  /** A configuration from the store, or nothing and the reasons are shown. */
  static Optional<Configuration> read(CommandContext context, Parts parts, String name)
      throws SessionEnded {
    try {
      Optional<String> text =
          name.equals("startup-config") ? parts.store().startup() : parts.store().read(bare(name));
      if (text.isEmpty()) {
        context.fail("there is no " + name);
        return Optional.empty();
      }
      return switch (ConfigParser.parse(name, text.get())) {
        case ConfigResult.Accepted(Configuration configuration) -> Optional.of(configuration);
        case ConfigResult.Refused refused -> {
          for (Problem problem : refused.problems()) {
            context.print(problem.describe(name));
          }
          context.fail(name + " is refused; nothing has changed");
          yield Optional.empty();
        }
      };
    } catch (IOException e) {
      context.fail(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** {@code disk0:/NAME}, {@code flash:NAME} and {@code NAME} are one. */
  static String bare(String name) {
    return name.replaceFirst("^(?:disk0|flash):/?", "");
  }

  private static void tell(CommandContext context, Optional<String> objection) throws SessionEnded {
    if (objection.isPresent()) {
      context.fail(objection.get());
    }
  }

  private void commit(CommandContext context, PromptArguments in) throws SessionEnded {
    Optional<Editing> editing = context.seat().editing().filter(Editing::collecting);
    if (parts.changes().confirm()) {
      context.print("INFO: confirmed\n");
      if (editing.isEmpty() || !editing.get().changed()) {
        return;
      }
    } else if (editing.isEmpty()) {
      context.fail("there is nothing to commit: configure private collects, and then commit");
      return;
    }
    if (editing.isPresent() && isWhole(context, editing.get())) {
      Editing one = editing.get();
      Optional<String> objection =
          parts.changes().apply(one.base(), one.candidate(), context.who().name(), "commit");
      if (objection.isEmpty()) {
        one.applied();
      }
      tell(context, objection);
    }
  }

  private static boolean isWhole(CommandContext context, Editing editing) throws SessionEnded {
    if (editing.waits()) {
      context.fail("the lines of this mode do not make sense yet: finish them, or exit the mode");
    } else if (!editing.changed()) {
      context.print("INFO: nothing was changed\n");
    }
    return !editing.waits() && editing.changed();
  }

  private void commitConfirmed(CommandContext context, PromptArguments in) throws SessionEnded {
    Optional<Editing> editing = context.seat().editing().filter(Editing::collecting);
    if (editing.isEmpty()) {
      context.fail("commit confirmed is for what configure private collects");
      return;
    }
    if (!isWhole(context, editing.get())) {
      return;
    }
    Editing one = editing.get();
    int minutes = in.number("minutes").orElse(10);
    Optional<String> objection =
        parts
            .changes()
            .applyUntilConfirmed(
                one.base(), one.candidate(), context.who().name(), Duration.ofMinutes(minutes));
    tell(context, objection);
    if (objection.isEmpty()) {
      one.applied();
      context.print(
          "INFO: holds for " + minutes + " minutes, and longer only if somebody types commit\n");
    }
  }

  private static void discard(CommandContext context, PromptArguments in) throws SessionEnded {
    Optional<Editing> editing = context.seat().editing().filter(Editing::collecting);
    if (editing.isEmpty()) {
      context.fail("there is nothing to discard: each line holds at once; see rollback");
      return;
    }
    editing.get().replace(editing.get().base());
  }

  private void update(CommandContext context, PromptArguments in) throws SessionEnded {
    Optional<Editing> editing = context.seat().editing().filter(Editing::collecting);
    if (editing.isEmpty()) {
      context.fail("update is for what configure private collects");
      return;
    }
    List<String> misfits = editing.get().update(parts.changes().running().configuration());
    for (String line : misfits) {
      context.fail("no longer fits: " + line);
    }
  }

  private void rollBack(CommandContext context, PromptArguments in) throws SessionEnded {
    int number = in.number("number").orElse(1);
    Optional<Editing> editing = context.seat().editing().filter(Editing::collecting);
    List<Changes.Version> versions = parts.changes().versions();
    if (editing.isPresent() && number < versions.size()) {
      editing.get().replace(versions.get(number).configuration());
      context.print("INFO: show diff shows it, commit gives it to the guard\n");
      return;
    }
    tell(context, parts.changes().rollBack(number, context.who().name()));
  }

  private void difference(CommandContext context, PromptArguments in) throws SessionEnded {
    List<Changes.Version> versions = parts.changes().versions();
    Configuration running = versions.getFirst().configuration();
    int number = in.number("number").orElse(0);
    Optional<Editing> editing = context.seat().editing().filter(Editing::collecting);
    if (number >= versions.size()) {
      context.fail("there are " + (versions.size() - 1) + " configurations before this one");
    } else if (number > 0) {
      show(context, ConfigDifference.lines(versions.get(number).configuration(), running));
    } else if (editing.isPresent()) {
      show(context, ConfigDifference.lines(running, editing.get().candidate()));
    } else {
      show(context, unsaved(context, running));
    }
  }

  private List<String> unsaved(CommandContext context, Configuration running) throws SessionEnded {
    try {
      String text = parts.store().startup().orElse("");
      return ConfigParser.parse("startup-config", text)
              instanceof ConfigResult.Accepted(Configuration startup)
          ? ConfigDifference.lines(startup.sealed(_ -> "*****"), running)
          : ConfigDifference.lines(
              RunningConfiguration.lines(Secrets.maskedLines(text)),
              RunningConfiguration.lines(ConfigWriter.write(running)));
    } catch (IOException e) {
      context.fail(String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private static void show(CommandContext context, List<String> lines) throws SessionEnded {
    for (String line : lines) {
      context.print(line + "\n");
    }
  }

  private void history(CommandContext context, PromptArguments in) throws SessionEnded {
    int number = 0;
    for (Changes.Version version : parts.changes().versions()) {
      context.print(
          "%3d  %s  %s, %s%s\n"
              .formatted(
                  number,
                  version.since().truncatedTo(ChronoUnit.SECONDS),
                  version.who(),
                  version.how(),
                  number == 0 ? "  (running)" : ""));
      number++;
    }
    for (String line : context.seat().remembered()) {
      context.print("  " + line + "\n");
    }
  }
}
