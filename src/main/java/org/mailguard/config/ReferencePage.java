package org.mailguard.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Renders the reference of the language, in Markdown, from the catalogue: what the program reads is
 * what the page says.
 */
public final class ReferencePage {
  private static final String HEAD =
      """
      # The configuration language

      This page is generated from the statements of the program; `ReferencePageTest` says how.

      A configuration is a text of lines in UTF-8: at most 32 MiB, at most 1024 characters in a
      line.

      - Lines that begin with `:` or `!` are comments, and so is nothing else. They are not kept.
        What should stay with an access list is a `remark`.
      - Keywords may be typed in any case and abbreviated as long as only one fits: `access-l mail
        perm tcp any any eq smtp`. Names that you choose are taken as they are.
      - `no` in front of a whole line takes that line away, and the lines below it. What else it
        takes, or does, stands with each statement. Where there is nothing to take away, nothing
        happens, and `mailguard check` says so.
      - Some statements are followed by lines of their own, which are written with one more blank
        in front. A line belongs to the nearest mode above that knows its first word, and ends the
        modes below that one; `exit` ends one, `end` all. Blanks in front mean nothing, but that
        lines further to the right than a line that is not used belong to it.
      - A port is a number or a name; the program writes `smtp` for 25 and a name for the few
        others that the device names.
      - An address may be a label of a `name` line. An object-group must be defined above the
        line that uses it.
      - A line of a PIX or an ASA that has no meaning here is not used; `mailguard check` says
        why, line by line.

      In a grammar, `{a|b}` is one of two, `[a]` may be left out, `<a>` is a value, and a word
      before a colon only gives the group behind it a name. `{a}*` is one or more. *Extension*
      marks what neither the PIX nor the ASA has. *Origin* says which releases of the device have
      a statement, or that it is Mailguard's own; Mailguard has all of this page since 0.1.
      """;

  private ReferencePage() {}

  /** The whole page. */
  public static String render() {
    StringBuilder out = new StringBuilder(HEAD);
    for (Mode mode : Mode.values()) {
      out.append("\n## ").append(title(mode)).append('\n');
      out.append("\nPrompt: `(").append(mode.prompt()).append(")#`\n");
      Catalogue.in(mode).forEach(statement -> render(statement, out));
    }
    return out.toString();
  }

  private static String title(Mode mode) {
    String where = mode.where();
    return Character.toUpperCase(where.charAt(0)) + where.substring(1);
  }

  private static void render(Statement<?> statement, StringBuilder out) {
    out.append("\n### ").append(heading(statement.grammar().toString())).append("\n\n");
    if (statement.extension()) {
      out.append("*Extension.* ");
    }
    out.append(statement.help()).append("\n\n");
    out.append("- Origin: ").append(statement.origin()).append('\n');
    out.append("- Default: ").append(statement.standard());
    BuiltInRules.of(statement).forEach(rule -> out.append("; ").append(rule));
    out.append("\n- With `no`: ").append(withNo(statement)).append("\n\n```\n");
    out.append(statement.grammar()).append('\n');
    if (statement.negationIsLine()) {
      out.append("no ").append(statement.grammar()).append('\n');
    }
    Grammar shortForm = statement.shortForm();
    if (shortForm != null) {
      out.append("no ").append(shortForm).append('\n');
    }
    out.append("```\n\n| Word | Meaning |\n|---|---|\n");
    words(statement).forEach((word, meaning) -> row(word, meaning, out));
    out.append("\n```\n");
    statement.samples().forEach(sample -> out.append(sample).append('\n'));
    out.append("```\n");
    statement
        .variants()
        .forEach((line, written) ->
            out.append("\n`" + line + "` is read as well, and written\n`" + written + "`.\n"));
  }

  private static String withNo(Statement<?> statement) {
    String below = statement.isHead() ? ", and those below it" : "";
    Grammar shortForm = statement.shortForm();
    String whole =
        statement.negationIsLine()
            ? "a line of its own, kept and written"
            : "the line is taken away" + below;
    return shortForm == null
        ? whole
        : whole + "; `no " + shortForm + "` takes away every line that begins so" + below;
  }

  /** Of the statement on this page. */
  static String anchor(Statement<?> statement) {
    return heading(statement.grammar().toString()).toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  /** The words that every line of the statement has. */
  private static String heading(String grammar) {
    String kept = grammar;
    for (String shorter = ""; !shorter.equals(kept); ) {
      shorter = kept;
      kept = kept.replaceAll("([a-z-]+:)?[{\\[][^{}\\[\\]]*[}\\]]\\*?", "");
    }
    return kept.replaceAll("<[a-z,-]+>", "").trim().replaceAll(" +", " ");
  }

  private static Map<String, String> words(Statement<?> statement) {
    Map<String, String> words = new LinkedHashMap<>();
    for (Token token : statement.grammar().tokens()) {
      String help = statement.help(token);
      switch (token) {
        case Token.Keyword keyword ->
            words.put(keyword.shown(), (statement.extension(token) ? "*Extension.* " : "") + help);
        case Token.Slot slot ->
            words.put(slot.shown(), help + "; " + slot.argument().kind().description());
      }
    }
    return words;
  }

  private static void row(String word, String meaning, StringBuilder out) {
    out.append("| `").append(word).append("` | ").append(meaning).append(" |\n");
  }
}
