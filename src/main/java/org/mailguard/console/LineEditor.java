package org.mailguard.console;

import java.util.List;
import java.util.Optional;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.Choice;
import org.mailguard.console.ChoiceText.Completion;

/**
 * JLine's line editor with the keys of the device, and only those.
 *
 * <p>JLine comes as a shell's editor: an exclamation mark brings old lines back, Ctrl-X Ctrl-E
 * starts a program on a file, Alt-X runs any function by name, a quotation mark asks for a second
 * line. None of it belongs on a firewall, so the key map is made anew and the parser is not asked.
 * Completion and help are ours as well: they come from the statements, and look as the device's do.
 */
final class LineEditor extends LineReaderImpl {
  /** Lines that a session remembers. */
  private static final int HISTORY = 256;

  /** Characters of what Ctrl-R looks for; more end the search. */
  private static final int LONGEST_SEARCH = 80;

  private static final Binding SELF = new Reference(SELF_INSERT);

  private static final String HELP = "console-help";
  private static final String TAB = "console-tab";
  private static final String LITERAL = "console-literal";
  private static final String GIVE_UP = "console-give-up";
  private static final String LEAVE_OR_DELETE = "console-leave-or-delete";
  private static final String BELL = "console-bell";

  /** Key sequences and what they do. Keys that are not here ring the bell. */
  private static final String[][] KEYS = {
    {"?", HELP},
    {"\t", TAB},
    {"\r", ACCEPT_LINE},
    {"\001", BEGINNING_OF_LINE},
    {"\002", BACKWARD_CHAR},
    {"\003", GIVE_UP},
    {"\004", LEAVE_OR_DELETE},
    {"\005", END_OF_LINE},
    {"\006", FORWARD_CHAR},
    {"\b", BACKWARD_DELETE_CHAR},
    {"\177", BACKWARD_DELETE_CHAR},
    {"\013", KILL_LINE},
    {"\014", REDRAW_LINE},
    {"\016", DOWN_HISTORY},
    {"\020", UP_HISTORY},
    {"\022", HISTORY_INCREMENTAL_SEARCH_BACKWARD},
    {"\024", TRANSPOSE_CHARS},
    {"\025", KILL_WHOLE_LINE},
    {"\026", LITERAL},
    {"\027", BACKWARD_KILL_WORD},
    {"\030", KILL_WHOLE_LINE},
    {"\031", YANK},
    {"\032", GIVE_UP},
    {"\033b", BACKWARD_WORD},
    {"\033d", KILL_WORD},
    {"\033f", FORWARD_WORD},
    {"\033\177", BACKWARD_KILL_WORD},
    {"\033[A", UP_HISTORY},
    {"\033[B", DOWN_HISTORY},
    {"\033[C", FORWARD_CHAR},
    {"\033[D", BACKWARD_CHAR},
    {"\033OA", UP_HISTORY},
    {"\033OB", DOWN_HISTORY},
    {"\033OC", FORWARD_CHAR},
    {"\033OD", BACKWARD_CHAR},
    {"\033[H", BEGINNING_OF_LINE},
    {"\033[F", END_OF_LINE},
    {"\033OH", BEGINNING_OF_LINE},
    {"\033OF", END_OF_LINE},
    {"\033[1~", BEGINNING_OF_LINE},
    {"\033[2~", BELL},
    {"\033[3~", DELETE_CHAR},
    {"\033[4~", END_OF_LINE},
    {"\033[5~", BELL},
    {"\033[6~", BELL},
    {"\033[7~", BEGINNING_OF_LINE},
    {"\033[8~", END_OF_LINE},
    {"\033[1;5C", FORWARD_WORD},
    {"\033[1;5D", BACKWARD_WORD},
    {"\033[1;3C", FORWARD_WORD},
    {"\033[1;3D", BACKWARD_WORD}
  };

  private final EditorTerminal screen;
  private final TerminalOutput output;
  private final int longest;
  private Assistant assistant = Assistant.NONE;
  private End end = End.ENTERED;

  private enum End {
    ENTERED,
    GIVEN_UP,
    TOO_LONG
  }

  LineEditor(EditorTerminal terminal, TerminalOutput output, int longest) {
    super(terminal, "mailguard", null);
    this.screen = terminal;
    this.output = output;
    this.longest = longest;
    setVariable(LineReader.DISABLE_COMPLETION, true);
    setVariable(LineReader.HISTORY_SIZE, HISTORY);
    setVariable(LineReader.BELL_STYLE, "audible");
    unsetOpt(Option.BRACKETED_PASTE);
    unsetOpt(Option.INSERT_BRACKET);
    unsetOpt(Option.INSERT_TAB);
    setOpt(Option.DISABLE_EVENT_EXPANSION);
    setOpt(Option.DISABLE_HIGHLIGHTER);
    setOpt(Option.DISABLE_UNDO); // it copies the line at each key
    setHighlighter(null);
    putWidgets();
    getKeyMaps().clear();
    getKeyMaps().put(LineReader.MAIN, keys());
    getKeyMaps().put(LineReader.EMACS, keys());
  }

  private void putWidgets() {
    putWidget(HELP, this::help);
    putWidget(TAB, this::complete);
    putWidget(LITERAL, this::insertLiteral);
    putWidget(GIVE_UP, () -> finish(End.GIVEN_UP));
    putWidget(LEAVE_OR_DELETE, this::leaveOrDelete);
    putWidget(BELL, () -> false);
  }

  private void putWidget(String name, Widget widget) {
    getWidgets().put(name, widget);
  }

  private static KeyMap<Binding> keys() {
    KeyMap<Binding> keys = new KeyMap<>();
    keys.setNomatch(new Reference(SELF_INSERT));
    keys.setUnicode(new Reference(SELF_INSERT));
    for (int control = 0; control < ' '; control++) {
      keys.bind(new Reference(BELL), String.valueOf((char) control));
    }
    for (String[] key : KEYS) {
      keys.bind(new Reference(key[1]), key[0]);
    }
    return keys;
  }

  /**
   * Reads a line.
   *
   * @return empty if he gave it up
   * @throws EndOfFileException if nothing more will come
   */
  Optional<String> read(String prompt, Assistant help) {
    assistant = help;
    while (true) {
      end = End.ENTERED;
      String line = readLine(prompt);
      switch (end) {
        case ENTERED -> {
          remember(line);
          return Optional.of(line);
        }
        case GIVEN_UP -> {
          return Optional.empty();
        }
        case TOO_LONG -> output.print(PlainLine.tooLong(longest));
      }
    }
  }

  private void remember(String line) {
    if (!line.isBlank()) {
      getHistory().add(line);
    }
    getHistory().resetIndex();
  }

  /** What is typed is not a language of JLine's, and {@link #remember} keeps what was entered. */
  @Override
  protected String finish(String line) {
    return line;
  }

  private boolean finish(End how) {
    end = how;
    callWidget(ACCEPT_LINE);
    return true;
  }

  @Override
  protected boolean selfInsert() {
    return insert(getLastBinding() + screen.takeText());
  }

  private boolean insert(String typed) {
    if (buf.length() + typed.length() <= longest) {
      boolean printable = typed.chars().noneMatch(c -> c < ' ' || (c >= 0x7f && c < 0xa0));
      if (printable) {
        buf.write(typed);
      }
      return printable;
    }
    // The rest is thrown away unseen: a line that lost its end may mean something else.
    beep();
    buf.clear();
    int key;
    do {
      key = readCharacter();
    } while (key >= 0 && key != '\r' && key != 3);
    return key < 0 || finish(key == 3 ? End.GIVEN_UP : End.TOO_LONG);
  }

  /** What was cut can be put back again and again. */
  @Override
  public boolean yank() {
    boolean done = super.yank();
    if (buf.length() > longest) {
      buf.cursor(longest);
      buf.delete(buf.length() - longest);
      return false;
    }
    return done;
  }

  /** While Ctrl-R looks for something, JLine collects without a bound what to look for. */
  @Override
  public @Nullable Binding readBinding(KeyMap<Binding> keys, @Nullable KeyMap<Binding> local) {
    Binding binding = super.readBinding(keys, local);
    boolean full = searchTerm != null && searchTerm.length() >= LONGEST_SEARCH;
    return full && SELF.equals(binding) ? new Reference(BELL) : binding;
  }

  private boolean insertLiteral() {
    int key = readCharacter();
    return key >= 0 && insert(Character.toString(key));
  }

  private boolean leaveOrDelete() {
    if (buf.length() == 0) {
      throw new EndOfFileException();
    }
    callWidget(DELETE_CHAR);
    return true;
  }

  private boolean help() {
    showBelow("?", assistant.choices(buf.upToCursor()));
    return true;
  }

  private boolean complete() {
    String line = buf.upToCursor();
    return switch (ChoiceText.complete(line, assistant.choices(line))) {
      case Completion.Complete(int replaced, String text) -> {
        boolean blankFollows = buf.currChar() == ' ';
        buf.backspace(replaced);
        buf.write(blankFollows ? text.stripTrailing() : text);
        yield true;
      }
      case Completion.Offer(List<Choice> choices) -> {
        showBelow("", choices);
        yield true;
      }
      case Completion.Nothing() -> false;
    };
  }

  /**
   * Leaves the line as it stands, prints, and draws the line again with the cursor in its place.
   */
  private void showBelow(String key, List<Choice> choices) {
    int cursor = buf.cursor();
    buf.cursor(buf.length());
    redisplay();
    output.print(key + "\n" + ChoiceText.list(choices, screen.getColumns()));
    redrawLine();
    buf.cursor(cursor);
  }
}
