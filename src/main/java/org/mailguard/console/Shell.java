package org.mailguard.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.Choice;
import org.mailguard.config.ConfigEditor.Outcome;
import org.mailguard.config.Configuration;
import org.mailguard.config.PromptCommand;
import org.mailguard.config.PromptCommands;
import org.mailguard.config.PromptCommands.Typed;
import org.mailguard.config.PromptError;
import org.mailguard.config.Secrets;

/**
 * One operator at the prompt, from the first prompt until he leaves.
 *
 * <p>In a configuration mode a line is first tried as a statement, then as a command: the device
 * takes {@code write memory} and {@code show} there as well, and the article's recipe types one. A
 * line that is a statement is never a command. A line that is neither gets the message of the side
 * that understood more of it.
 *
 * <p>On the thread of the door that let him in.
 */
final class Shell implements CommandContext {
  /** Commands whose output may go through a filter, and that change nothing. */
  private static final Set<String> LOOKING =
      Set.of("show", "more", "dir", "who", "help", "trace", "test", "explain", "doctor");

  private final Parts parts;
  private final PromptCommands<CommandAction> commands;
  private final Screen screen;
  private final Origin origin;
  private final Seat seat;
  private final Presence presence;
  private final Watching watching;
  private final Audit audit;
  private Output output;

  Shell(
      Parts parts,
      PromptCommands<CommandAction> commands,
      Screen screen,
      Origin origin,
      Seat seat,
      Presence presence) {
    this.parts = parts;
    this.commands = commands;
    this.screen = screen;
    this.origin = origin;
    this.seat = seat;
    this.presence = presence;
    this.watching = new Watching(parts.guard().live(), screen, System::nanoTime);
    this.audit = new Audit(parts.log(), origin);
    this.output = new Output(screen, null, 0);
  }

  /** Returns when the operator left. */
  void run() throws SessionEnded {
    try (watching) {
      while (!seat.leaving()) {
        Optional<String> line = screen.readLine(prompt(), this::choices);
        if (line.isPresent()) {
          execute(line.get());
        } else if (seat.editing().isPresent()) {
          // Ctrl-Z, as on IOS: what end does.
          execute("end");
        }
      }
    }
  }

  /** {@code hostname(config-pmap)# }. */
  String prompt() {
    String name = parts.guard().running().hostname().orElse("mailguard");
    String mode = seat.editing().map(editing -> "(" + editing.prompt() + ")").orElse("");
    return name + mode + (seat.privileged() ? "# " : "> ");
  }

  /** Takes one line, whatever it is. */
  void execute(String line) throws SessionEnded {
    String stripped = line.strip();
    if (stripped.isEmpty() || stripped.startsWith("!") || stripped.startsWith(":")) {
      return;
    }
    seat.remember(Secrets.masked(stripped), parts.clock().instant());
    Optional<Editing> editing = seat.editing();
    if (editing.isEmpty()) {
      command(line, refusal(line));
    } else if (stripped.toLowerCase(Locale.ROOT).startsWith("do ")) {
      command(" ".repeat(line.indexOf(stripped) + 3) + stripped.substring(3), refusal(line));
    } else {
      configure(editing.get(), line);
    }
  }

  /** Shows what is wrong with the line, unless it is understood. */
  private interface Refusal {
    void show(PromptError error) throws SessionEnded;
  }

  private Refusal refusal(String line) {
    return error -> {
      seat.fail();
      screen.print(Refusals.text(error, line, prompt(), screen));
    };
  }

  private Predicate<PromptCommand<CommandAction>> allowed() {
    Levels levels = new Levels(parts.guard().running().operators().privileges());
    return command -> levels.allows(seat.who(), command);
  }

  private void command(String line, Refusal refusal) throws SessionEnded {
    if (help(line)) {
      return;
    }
    int bar = looks(line) ? line.indexOf('|') : -1;
    String words = bar < 0 ? line : line.substring(0, bar);
    LineFilter filter = null;
    if (bar >= 0) {
      switch (LineFilter.parse(line.substring(bar + 1))) {
        case LineFilter.Parsed.Filter(LineFilter parsed) -> filter = parsed;
        case LineFilter.Parsed.Wrong(String why, int at) -> {
          refusal.show(new PromptError(PromptError.Kind.INVALID, bar + 2 + at, "", why, "", ""));
          return;
        }
      }
    }
    switch (commands.read(words, allowed())) {
      case Typed.Understood<CommandAction> understood -> run(understood, line, filter);
      case Typed.Refused<CommandAction>(PromptError error) -> refusal.show(error);
      case Typed.Nothing<CommandAction> _ -> {}
    }
  }

  /** {@code help WORD}, and {@code help} alone for what there is. */
  private boolean help(String line) throws SessionEnded {
    String[] words = line.strip().split("\\s+", 2);
    if (!words[0].equalsIgnoreCase("help")) {
      return false;
    }
    output = new Output(screen, null, page());
    if (words.length == 1) {
      print(Choices.text(choices("")));
    } else {
      String text =
          BasicCommands.help(words[1], commands.all().stream().filter(allowed()).toList());
      print(text.isEmpty() ? "ERROR: there is no command " + words[1] + "\n" : text);
    }
    output.end();
    return true;
  }

  /** True if a bar in the line stands before a filter, and is no part of an expression. */
  private boolean looks(String line) {
    String first = line.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
    return LOOKING.stream().anyMatch(word -> word.startsWith(first)) || "write".startsWith(first);
  }

  private void run(
      Typed.Understood<CommandAction> understood, String line, @Nullable LineFilter filter)
      throws SessionEnded {
    String typed = line.strip();
    Operator who = seat.who();
    boolean looking = LOOKING.contains(understood.command().firstWord());
    // What is no page to read, such as write memory, must not wait for a key: scripts type it.
    boolean pages = looking || understood.command().source().equals("write terminal");
    output = new Output(screen, filter, pages ? page() : 0);
    if (looking) {
      audit.shown(who, typed);
    } else {
      audit.executed(who, typed);
    }
    understood.command().action().run(this, understood.arguments());
    output.end();
  }

  private int page() {
    return screen.height() == 0 ? 0 : seat.page();
  }

  private void configure(Editing editing, String line) throws SessionEnded {
    if (editing.follow(parts.changes().running().configuration())) {
      screen.print("WARNING: the configuration was changed meanwhile; unfinished lines are gone\n");
    }
    String prompt = prompt();
    Levels levels = new Levels(parts.guard().running().operators().privileges());
    Outcome outcome = editing.type(line);
    boolean changes =
        outcome instanceof Outcome.Waiting
            || (outcome instanceof Outcome.Taken taken && taken.changed());
    if (changes && seat.who().level() < levels.ofLine(line)) {
      editing.undo();
      fail("Command authorization failed");
      return;
    }
    switch (outcome) {
      case Outcome.Taken taken -> taken(editing, taken, line);
      case Outcome.Waiting _ -> audit.configured(seat.who(), line);
      case Outcome.Inconsistent(List<String> problems, boolean dropped) -> {
        for (String problem : problems) {
          fail(problem);
        }
        screen.print(
            dropped
                ? "INFO: the lines since the configuration last made sense are not taken\n"
                : "INFO: the line is not taken\n");
      }
      case Outcome.Left _ -> leave(editing);
      case Outcome.Nothing _ -> {}
      case Outcome.Refused _, Outcome.NotUsed _ -> otherwise(outcome, line, prompt);
    }
  }

  /** No statement that means something here: perhaps a command. */
  private void otherwise(Outcome outcome, String line, String prompt) throws SessionEnded {
    command(
        line,
        error -> {
          switch (outcome) {
            case Outcome.NotUsed(String reason) ->
                screen.print("INFO: not used here, and not kept: " + reason + "\n");
            case Outcome.Refused(PromptError own) -> {
              seat.fail();
              PromptError shown = error.column() > own.column() ? error : own;
              screen.print(Refusals.text(shown, line, prompt, screen));
            }
            case Outcome.Taken _,
                Outcome.Waiting _,
                Outcome.Inconsistent _,
                Outcome.Left _,
                Outcome.Nothing _ ->
                throw new IllegalStateException("not for a command: " + outcome);
          }
        });
  }

  private void taken(Editing editing, Outcome.Taken taken, String line) throws SessionEnded {
    for (String remark : taken.remarks()) {
      screen.print("WARNING: " + remark + "\n");
    }
    if (!taken.changed()) {
      return;
    }
    if (!editing.collecting()) {
      Configuration next = taken.configuration();
      Optional<String> objection =
          parts
              .changes()
              .apply(editing.base(), next, seat.who().name(), Secrets.masked(line.strip()));
      if (objection.isPresent()) {
        editing.undo();
        fail(objection.get());
        return;
      }
      editing.applied();
    }
    audit.configured(seat.who(), line);
  }

  private void leave(Editing editing) throws SessionEnded {
    boolean loses = editing.collecting() && editing.changed();
    if (!loses || Dialogue.confirm(screen, "Discard what was not committed?")) {
      seat.leaveEditing();
    }
  }

  /** What {@code ?} and Tab offer. */
  List<Choice> choices(String line) {
    int bar = line.indexOf('|');
    if (bar >= 0 && looks(line)) {
      String behind = line.substring(bar + 1).stripLeading();
      return behind.contains(" ") ? List.of() : LineFilter.choices(behind);
    }
    Optional<Editing> editing = seat.editing();
    if (editing.isEmpty()) {
      return withHelp(line, commands.choices(line, allowed()));
    }
    String stripped = line.stripLeading();
    if (stripped.toLowerCase(Locale.ROOT).startsWith("do ")) {
      return commands.choices(stripped.substring(3), allowed());
    }
    List<Choice> choices = new ArrayList<>(editing.get().choices(line));
    if (!stripped.contains(" ")) {
      for (Choice choice : OF_MODES) {
        if (choice.shown().startsWith(stripped.toLowerCase(Locale.ROOT))) {
          choices.add(choice);
        }
      }
    }
    return choices.isEmpty() || (!stripped.isEmpty() && !stripped.contains(" "))
        ? withMore(choices, commands.choices(line, allowed()))
        : choices;
  }

  private static final List<Choice> OF_MODES =
      List.of(
          new Choice("do", "Use a command of the level below", true),
          new Choice("end", "Leave all configuration modes", true),
          new Choice("exit", "Leave this mode", true),
          new Choice("help", "What a word means", true),
          new Choice("no", "Take a line away", true));

  private static List<Choice> withHelp(String line, List<Choice> choices) {
    String stripped = line.stripLeading().toLowerCase(Locale.ROOT);
    return stripped.contains(" ") || !"help".startsWith(stripped)
        ? choices
        : withMore(choices, List.of(new Choice("help", "What a word means", true)));
  }

  private static List<Choice> withMore(List<Choice> choices, List<Choice> more) {
    List<Choice> all = new ArrayList<>(choices);
    for (Choice choice : more) {
      if (all.stream().noneMatch(one -> one.shown().equals(choice.shown()))) {
        all.add(choice);
      }
    }
    return all;
  }

  @Override
  public GuardView guard() {
    return parts.guard();
  }

  @Override
  public Screen screen() {
    return screen;
  }

  @Override
  public Origin origin() {
    return origin;
  }

  @Override
  public Seat seat() {
    return seat;
  }

  @Override
  public SeatedOperator operator() {
    return presence.at(seat).seated(parts.clock().instant());
  }

  @Override
  public List<SeatedOperator> operators() {
    return presence.seated(parts.clock().instant());
  }

  @Override
  public Optional<Configuration> candidate() {
    return seat.editing().filter(Editing::collecting).map(Editing::candidate);
  }

  @Override
  public Watching watching() {
    return watching;
  }

  @Override
  public void print(String text) throws SessionEnded {
    output.print(text);
  }

  @Override
  public void fail(String why) throws SessionEnded {
    seat.fail();
    screen.print("ERROR: " + why + "\n");
  }
}
