package org.mailguard.console;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.mailguard.config.ConfigEditor;
import org.mailguard.config.Operators;
import org.mailguard.config.Operators.StoredPassword;
import org.mailguard.config.Operators.User;
import org.mailguard.config.PromptArguments;
import org.mailguard.config.PromptCommand;

/** The commands on the session itself: privilege, terminal, help, leaving. */
final class BasicCommands {
  /** As on the device. */
  private static final int TRIES = 3;

  private final Parts parts;
  private final Presence presence;

  BasicCommands(Parts parts, Presence presence) {
    this.parts = parts;
    this.presence = presence;
  }

  List<PromptCommand<CommandAction>> all() {
    return List.of(
        PromptCommand.<CommandAction>of("enable [<level>]", this::enable)
            .help("Go to a level with more privilege")
            .number("level", 0, 15, "15 if none is named")
            .level(0),
        PromptCommand.<CommandAction>of("disable [<level>]", this::disable)
            .help("Go back to a level with less privilege")
            .number("level", 0, 15, "1 if none is named")
            .level(0),
        PromptCommand.<CommandAction>of("exit", (context, _) -> context.seat().leave())
            .help("Leave the mode, or the console")
            .level(0),
        PromptCommand.<CommandAction>of("quit", (context, _) -> context.seat().leave())
            .help("Leave the mode, or the console")
            .level(0),
        PromptCommand.<CommandAction>of("logout", (context, _) -> context.seat().leave())
            .help("Leave the console")
            .level(0),
        PromptCommand.<CommandAction>of("terminal pager [lines] <lines>", BasicCommands::pager)
            .help("Set what the terminal does, for this session")
            .word("pager", "How long a page is")
            .word("lines", "In lines")
            .number("lines", 0, 2147483, "Lines to a page; 0 for no pages")
            .level(0),
        PromptCommand.<CommandAction>of("terminal length <lines>", BasicCommands::pager)
            .help("Set what the terminal does, for this session")
            .word("length", "As pager: IOS and the collectors say so")
            .number("lines", 0, 2147483, "Lines to a page; 0 for no pages")
            .level(0),
        PromptCommand.<CommandAction>of("terminal no pager", (context, _) -> context.seat().page(0))
            .help("Set what the terminal does, for this session")
            .word("no", "Take something away")
            .word("pager", "No pages")
            .level(0),
        PromptCommand.<CommandAction>of(
                "terminal width <columns>",
                (context, in) -> context.screen().resize(in.number("columns").orElse(80)))
            .help("Set what the terminal does, for this session")
            .word("width", "How wide it is")
            .number("columns", 0, 511, "Columns; 0 for 80")
            .level(0),
        PromptCommand.<CommandAction>of(
                "who",
                (context, _) ->
                    context.print(ShownUsers.table(context.operators(), context.operator())))
            .help("Who is at the console")
            .level(1),
        PromptCommand.<CommandAction>of("kill <session>", this::kill)
            .help("End somebody's session at the console")
            .number("session", 1, 999_999_999, "Its number, as show users has it"),
        PromptCommand.<CommandAction>of("show curpriv", BasicCommands::privilege)
            .help("Show how the guard is")
            .word("curpriv", "Your name and level")
            .level(0),
        PromptCommand.<CommandAction>of("show privilege", BasicCommands::privilege)
            .help("Show how the guard is")
            .word("privilege", "Your name and level")
            .level(0));
  }

  private void enable(CommandContext context, PromptArguments in) throws SessionEnded {
    Operators operators = context.guard().running().operators();
    User user = operators.users().get(context.who().name());
    boolean own = operators.authentication().contains("enable");
    int asked = in.number("level").orElse(15);
    // With a password of his own a user gets what is his own, as on the device.
    int level = own && user != null ? Math.min(asked, user.level()) : asked;
    if (level <= context.who().level()) {
      become(context, level);
      return;
    }
    boolean byUser = own && user != null;
    List<StoredPassword> stored =
        own && user != null ? user.passwords() : ofLevel(operators, level);
    if (stored.isEmpty() && !byUser && context.origin().way() != Way.CONSOLE) {
      context.fail("No enable password is set; set one with mailguard console");
      return;
    }
    for (int i = 0; i < TRIES; i++) {
      String typed = context.screen().readSecret("Password: ");
      if (fits(context, stored, byUser ? context.who().name() : "", typed)) {
        become(context, level);
        return;
      }
      context.screen().print("Invalid password\n");
    }
    context.fail("Access denied.");
  }

  /** The password of the lowest level that is high enough. */
  private static List<StoredPassword> ofLevel(Operators operators, int level) {
    return operators.enable().entrySet().stream()
        .filter(entry -> entry.getKey() >= level)
        .min(Comparator.comparingInt(entry -> entry.getKey()))
        .map(entry -> List.of(entry.getValue()))
        .orElse(List.of());
  }

  /**
   * A guard without {@code enable password} takes the empty word, as the device did from the
   * factory, but on the same machine alone: from the network that would be no password at all.
   */
  private boolean fits(
      CommandContext context, List<StoredPassword> stored, String user, String typed) {
    if (stored.isEmpty() && user.isEmpty()) {
      return typed.isEmpty();
    }
    try {
      return parts.passwords().verify(stored, user, typed);
    } catch (PasswordHash.Busy e) {
      context.screen().print(e.getMessage() + "\n");
      return false;
    }
  }

  private void become(CommandContext context, int level) {
    Operator before = context.who();
    context.seat().become(before.atLevel(level));
    context.seat().leaveEditing();
    new Audit(parts.log(), context.origin()).levelChanged(before, context.who());
  }

  private void disable(CommandContext context, PromptArguments in) throws SessionEnded {
    int level = in.number("level").orElse(1);
    if (level > context.who().level()) {
      context.fail("level " + level + " has more privilege than yours: enable " + level);
      return;
    }
    become(context, level);
  }

  private static void pager(CommandContext context, PromptArguments in) {
    context.seat().page(in.number("lines").orElse(24));
  }

  private void kill(CommandContext context, PromptArguments in) throws SessionEnded {
    int number = in.number("session").orElse(0);
    if (!presence.end(number)) {
      context.fail("there is no session " + number + " at the console");
    }
  }

  private static void privilege(CommandContext context, PromptArguments in) throws SessionEnded {
    Operator who = context.who();
    context.print("Username : " + who.name() + "\nCurrent privilege level : " + who.level() + "\n");
  }

  /** A page on every command and statement that begins with a word. */
  static String help(String word, List<PromptCommand<CommandAction>> commands) {
    String begun = word.toLowerCase(Locale.ROOT);
    StringBuilder out = new StringBuilder();
    for (PromptCommand<CommandAction> command : commands) {
      if (command.source().startsWith(begun)) {
        out.append("USAGE:\n\n\t").append(command.source()).append("\n\n");
        out.append("DESCRIPTION:\n\n\t").append(command.help()).append("\n\n");
      }
    }
    ConfigEditor.usage(begun).forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }
}
