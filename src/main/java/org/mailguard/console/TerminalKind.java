package org.mailguard.console;

import java.util.List;
import java.util.Locale;

/**
 * What stands at the other end.
 *
 * @param columns 80 if it does not say
 * @param rows 24 if it does not say
 */
public record TerminalKind(Skill skill, int columns, int rows) {
  /** A program at the end of a pipe. */
  public static final TerminalKind PIPE = new TerminalKind(Skill.PIPE, 80, 24);

  /** Of a window: a client that says more is wrong, and what is drawn would cost memory. */
  static final int WIDEST = 1000;

  private static final int TALLEST = 1000;

  /**
   * Names of terminals that understand ECMA-48, by how they begin. Whatever is not among them is
   * treated as a typewriter, on which everything works but moving about in the line.
   */
  private static final List<String> ECMA_48 =
      List.of(
          "alacritty",
          "ansi",
          "cygwin",
          "eterm",
          "foot",
          "ghostty",
          "gnome",
          "iterm",
          "kitty",
          "konsole",
          "linux",
          "mintty",
          "ms-terminal",
          "putty",
          "rxvt",
          "screen",
          "st-",
          "teraterm",
          "tmux",
          "vt1",
          "vt2",
          "vt3",
          "vt4",
          "vt5",
          "wezterm",
          "xterm");

  /** What it can do. */
  public enum Skill {
    /** Moves its cursor by ECMA-48 sequences. */
    EDITS,
    /** Sends each key and shows what it is sent, and no more. Never sees an escape sequence. */
    TYPES,
    /** Sends whole lines and shows by itself what is typed. */
    ECHOES,
    /** Sends whole lines and shows nothing; a program reads what is printed. */
    PIPE
  }

  /** Corrects sizes that cannot be: some clients report a width of 0. */
  public TerminalKind {
    columns = columns <= 0 ? 80 : Math.min(columns, WIDEST);
    rows = rows <= 0 ? 24 : Math.min(rows, TALLEST);
  }

  /**
   * A terminal that sends each key.
   *
   * @param type as in TERM; RFC 1091 names are the same in capitals
   */
  public static TerminalKind of(String type, int columns, int rows) {
    String name = type.toLowerCase(Locale.ROOT);
    boolean known = ECMA_48.stream().anyMatch(name::startsWith);
    return new TerminalKind(known ? Skill.EDITS : Skill.TYPES, columns, rows);
  }

  TerminalKind sized(int newColumns, int newRows) {
    return new TerminalKind(skill, newColumns, newRows);
  }
}
