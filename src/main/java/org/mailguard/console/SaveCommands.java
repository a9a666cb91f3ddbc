package org.mailguard.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mailguard.config.ConfigDifference;
import org.mailguard.config.ConfigEditor;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigResult;
import org.mailguard.config.ConfigWriter;
import org.mailguard.config.Configuration;
import org.mailguard.config.PromptArguments;
import org.mailguard.config.PromptCommand;
import org.mailguard.config.Secrets;

/** The commands that show, save and load configurations. */
final class SaveCommands {
  /** Of what is different, when a configuration is saved. */
  private static final int MOST_SHOWN = 100;

  private static final String RUNNING = "running-config";
  private static final String STARTUP = "startup-config";

  private final Parts parts;

  SaveCommands(Parts parts) {
    this.parts = parts;
  }

  List<PromptCommand<CommandAction>> all() {
    return List.of(
        PromptCommand.<CommandAction>of("write [memory]", (context, _) -> save(context))
            .help("Save the configuration")
            .word("memory", "So that it stays after a restart"),
        PromptCommand.<CommandAction>of("write terminal", (context, _) -> writeTerminal(context))
            .help("Save the configuration")
            .word("terminal", "Show it instead"),
        PromptCommand.<CommandAction>of("write erase", (context, _) -> erase(context))
            .help("Save the configuration")
            .word("erase", "Take the saved one away"),
        PromptCommand.<CommandAction>of("reload [noconfirm]", this::reload)
            .help("Start again from the saved configuration; open sessions finish first")
            .word("noconfirm", "Ask nothing"),
        PromptCommand.<CommandAction>of("copy [/noconfirm] <from> <to>", this::copy)
            .help("Copy a configuration")
            .word("/noconfirm", "Ask nothing")
            .word("from", "running-config, startup-config or a file of the console", "What to copy")
            .word("to", "running-config, startup-config or a file of the console", "Where to"),
        PromptCommand.<CommandAction>of("dir", (context, _) -> directory(context))
            .help("Files of the console, and the startup configurations that were"),
        PromptCommand.<CommandAction>of("more <file>", this::more)
            .help("Show a file of the console")
            .word("file", "system:running-config, startup-config or a file", "Which one"),
        PromptCommand.<CommandAction>of("show running-config [all]", this::showRunning)
            .help("Show how the guard is")
            .word("running-config", "The configuration that the guard runs on")
            .word("all", "And what holds without a line"),
        PromptCommand.<CommandAction>of(
                "show running-config all <section>", (context, in) -> section(context, in, true))
            .help("Show how the guard is")
            .word("running-config", "The configuration that the guard runs on")
            .word("all", "And what holds without a line")
            .rest("section", 200, "How the lines begin"),
        PromptCommand.<CommandAction>of(
                "show running-config <section>", (context, in) -> section(context, in, false))
            .help("Show how the guard is")
            .word("running-config", "The configuration that the guard runs on")
            .rest("section", 200, "How the lines begin"),
        PromptCommand.<CommandAction>of("show startup-config", (context, _) -> showStartup(context))
            .help("Show how the guard is")
            .word("startup-config", "The configuration that is saved"),
        PromptCommand.<CommandAction>of("show configuration", (context, _) -> showStartup(context))
            .help("Show how the guard is")
            .word("configuration", "The configuration that is saved"));
  }

  private String running() {
    return ConfigWriter.write(parts.changes().running().configuration());
  }

  /** True if the saved configuration says what the guard runs on. */
  private boolean isSaved() throws IOException {
    Optional<String> startup = parts.store().startup();
    return startup.isPresent()
        && ConfigParser.parse(STARTUP, startup.get())
            instanceof ConfigResult.Accepted(Configuration saved)
        && saved.equals(parts.changes().running().configuration());
  }

  private boolean save(CommandContext context) throws SessionEnded {
    if (parts.changes().waits()) {
      context.fail("a change waits for its confirmation: commit confirms it, then write memory");
      return false;
    }
    context.print("Building configuration...\n");
    return store(context, running());
  }

  /** Saves what the writer wrote, and says what is different from before. */
  private boolean store(CommandContext context, String text) throws SessionEnded {
    String lines = RunningConfiguration.lines(text);
    long start = parts.clock().millis();
    try {
      List<String> difference =
          ConfigDifference.lines(
              canonical(parts.store().startup().orElse("")), RunningConfiguration.lines(text));
      parts.store().saveStartup(RunningConfiguration.page(text, true));
      context.print("Cryptochecksum: " + RunningConfiguration.checksum(lines) + "\n\n");
      double seconds = (parts.clock().millis() - start) / 1000.0;
      context.print("%d bytes copied in %.3f secs\n".formatted(lines.length(), seconds));
      context.print("INFO: saved in " + parts.store().place() + ", ");
      context.print(difference.isEmpty() ? "nothing is different\n" : "different:\n");
      for (String line : difference.subList(0, Math.min(MOST_SHOWN, difference.size()))) {
        context.print(line + "\n");
      }
      if (difference.size() > MOST_SHOWN) {
        context.print("INFO: and " + (difference.size() - MOST_SHOWN) + " lines more\n");
      }
      context.print("[OK]\n");
      return true;
    } catch (IOException e) {
      context.fail("not saved: " + e.getMessage());
      return false;
    }
  }

  /** A saved text; hashes are for whoever backs it up, clear text is for nobody. */
  private static String shown(String text) {
    return ConfigParser.parse(STARTUP, text) instanceof ConfigResult.Accepted(Configuration read)
            && read.isSealed()
        ? text
        : Secrets.maskedLines(text);
  }

  /** As the writer would write it, if it is a configuration at all. */
  private static String canonical(String text) {
    return RunningConfiguration.lines(
        ConfigParser.parse(STARTUP, text) instanceof ConfigResult.Accepted(Configuration read)
            ? ConfigWriter.write(read.sealed(_ -> "*****"))
            : Secrets.maskedLines(text));
  }

  private void writeTerminal(CommandContext context) throws SessionEnded {
    context.print("Building configuration...\n");
    showRunning(context);
    context.print("[OK]\n");
  }

  private void erase(CommandContext context) throws SessionEnded {
    if (!Dialogue.confirm(context.screen(), "Erase configuration in flash memory?")) {
      return;
    }
    try {
      parts.store().eraseStartup();
      context.print("[OK]\n");
    } catch (IOException e) {
      context.fail("not erased: " + e.getMessage());
    }
  }

  private void reload(CommandContext context, PromptArguments in) throws SessionEnded {
    try {
      boolean ask = !in.has("noconfirm");
      if (ask
          && !isSaved()
          && Dialogue.yes(context.screen(), "System config has been modified. Save?")
          && !save(context)) {
        return;
      }
      if (ask && !Dialogue.confirm(context.screen(), "Proceed with reload?")) {
        return;
      }
    } catch (IOException e) {
      context.fail(String.valueOf(e.getMessage()));
      return;
    }
    Optional<Configuration> startup = ConfigureCommands.read(context, parts, STARTUP);
    if (startup.isEmpty()) {
      return;
    }
    context.print("\n***\n*** --- START GRACEFUL SHUTDOWN ---\n");
    Configuration base = parts.changes().running().configuration();
    Optional<String> objection =
        parts.changes().apply(base, startup.get(), context.who().name(), "reload");
    if (objection.isPresent()) {
      context.fail(objection.get());
      return;
    }
    context.print("*** --- SHUTDOWN NOW ---\n");
    context.print("INFO: the guard has the saved configuration; open sessions finish on theirs\n");
    context.seat().leaveEditing();
    context.seat().leave();
  }

  private void copy(CommandContext context, PromptArguments in) throws SessionEnded {
    String from = in.text("from").orElse("");
    String to = in.text("to").orElse("");
    Optional<Configuration> read =
        from.equals(RUNNING)
            ? Optional.of(parts.changes().running().configuration())
            : ConfigureCommands.read(context, parts, from);
    if (read.isEmpty()
        || (!in.has("/noconfirm")
            && !Dialogue.confirm(context.screen(), "Copy " + from + " to " + to + "?"))) {
      return;
    }
    switch (to) {
      case STARTUP -> {
        if (!from.equals(RUNNING) || !parts.changes().waits()) {
          store(context, ConfigWriter.write(read.get()));
        } else {
          context.fail("a change waits for its confirmation: commit confirms it");
        }
      }
      case RUNNING -> merge(context, read.get(), from);
      default -> writeFile(context, read.get(), to);
    }
  }

  /** Each line is typed into the running configuration, as on the device; all of them or none. */
  private void merge(CommandContext context, Configuration more, String from) throws SessionEnded {
    Configuration base = parts.changes().running().configuration();
    ConfigEditor editor = new ConfigEditor(base, parts.passwords()::hash);
    for (String line : RunningConfiguration.lines(ConfigWriter.write(more)).split("\n", -1)) {
      switch (editor.type(line)) {
        case ConfigEditor.Outcome.Refused refused -> {
          context.fail(line + ": " + refused.error().message() + "; nothing was copied");
          return;
        }
        case ConfigEditor.Outcome.Inconsistent(List<String> problems, _) -> {
          context.fail(line + ": " + String.join("; ", problems) + "; nothing was copied");
          return;
        }
        case ConfigEditor.Outcome.Taken _,
            ConfigEditor.Outcome.Waiting _,
            ConfigEditor.Outcome.NotUsed _,
            ConfigEditor.Outcome.Left _,
            ConfigEditor.Outcome.Nothing _ -> {}
      }
    }
    Optional<String> objection =
        parts.changes().apply(base, editor.sound(), context.who().name(), "copy " + from);
    if (objection.isPresent()) {
      context.fail(objection.get());
    }
  }

  private void writeFile(CommandContext context, Configuration configuration, String to)
      throws SessionEnded {
    String text = RunningConfiguration.page(ConfigWriter.write(configuration), true);
    try {
      parts.store().write(ConfigureCommands.bare(to), text);
      context.print(text.length() + " bytes copied\n");
    } catch (IOException e) {
      context.fail("not copied: " + e.getMessage());
    }
  }

  private void directory(CommandContext context) throws SessionEnded {
    try {
      List<String> lines = new ArrayList<>(parts.store().names());
      lines.addAll(parts.store().old());
      for (String line : lines) {
        context.print(line + "\n");
      }
    } catch (IOException e) {
      context.fail(String.valueOf(e.getMessage()));
    }
  }

  private void more(CommandContext context, PromptArguments in) throws SessionEnded {
    String name = in.text("file").orElse("").replaceFirst("^system:/?", "");
    if (name.equals(RUNNING)) {
      showRunning(context);
    } else if (name.equals(STARTUP)) {
      showStartup(context);
    } else {
      try {
        Optional<String> text = parts.store().read(ConfigureCommands.bare(name));
        if (text.isEmpty()) {
          context.fail("there is no " + name);
        } else {
          context.print(shown(text.get()));
        }
      } catch (IOException e) {
        context.fail(String.valueOf(e.getMessage()));
      }
    }
  }

  private void showRunning(CommandContext context, PromptArguments in) throws SessionEnded {
    showRunning(context);
    if (in.has("all")) {
      for (String line : defaults()) {
        context.print(line + "\n");
      }
    }
  }

  private List<String> defaults() {
    return parts.changes().running().configuration().defaults();
  }

  private void showRunning(CommandContext context) throws SessionEnded {
    try {
      context.print(RunningConfiguration.page(running(), isSaved()));
    } catch (IOException e) {
      context.fail(String.valueOf(e.getMessage()));
    }
  }

  private void section(CommandContext context, PromptArguments in, boolean all)
      throws SessionEnded {
    String text = running() + (all ? String.join("\n", defaults()) : "");
    String section = in.text("section").orElse("");
    for (String line : RunningConfiguration.section(text, section)) {
      context.print(line + "\n");
    }
  }

  private void showStartup(CommandContext context) throws SessionEnded {
    try {
      Optional<String> text = parts.store().startup();
      context.print(text.map(SaveCommands::shown).orElse("No Configuration\n"));
    } catch (IOException e) {
      context.fail(String.valueOf(e.getMessage()));
    }
  }
}
