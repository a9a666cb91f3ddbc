package org.mailguard.config;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says what is wrong with a word, given what the grammar was waiting for. */
final class Expectation {
  private Expectation() {}

  /**
   * {@code word} is none of {@code tokens}.
   *
   * @param rest of the line, the word included
   */
  static Problem wrong(
      List<Token> tokens, boolean mayEnd, Location where, String word, String rest, Names names) {
    for (Token token : tokens) {
      if (token instanceof Token.Slot slot
          && slot.read(slot.argument().kind().restOfLine() ? rest : word, names)
              instanceof Reading.Wrong<?>(String complaint, int offset)) {
        return where
            .at(where.column() + offset)
            .error(complaint, expected(tokens, mayEnd), NearestWord.to(word, known(tokens)));
      }
    }
    String message =
        tokens.isEmpty()
            ? "the statement is complete before \"" + shown(word) + "\""
            : "\"" + shown(word) + "\" does not fit here";
    return where.error(message, expected(tokens, mayEnd), NearestWord.to(word, known(tokens)));
  }

  static Problem ambiguous(Collection<String> keywords, Location where, String word) {
    return where.error("\"" + shown(word) + "\" is ambiguous", String.join(" or ", keywords), "");
  }

  /** The line ends too early. */
  static Problem incomplete(List<Token> tokens, Location where) {
    return where.error("the statement is incomplete", expected(tokens, false), "");
  }

  /** What a line of {@code mode} may begin with. */
  static String beginnings(Mode mode) {
    return mode == Mode.GLOBAL
        ? "a statement of the language, such as static, access-list or policy-map"
        : Catalogue.in(mode).map(Catalogue::firstWord).distinct().collect(joining(", "))
            + ", or a line of a mode above";
  }

  /** So many names that could have stood there are shown. */
  private static final int NAMES = 8;

  /**
   * A line names what no line defines.
   *
   * @param what it is, as messages call it: {@code regex}
   * @param definition how a line begins that defines it
   * @param known the names that could have stood there
   */
  static Problem missing(
      String what, String name, String definition, Collection<String> known, Location where) {
    StringBuilder expected = new StringBuilder("a line \"").append(definition).append('"');
    if (!known.isEmpty()) {
      expected
          .append(", or one of those that are there: ")
          .append(String.join(", ", known.stream().limit(NAMES).toList()));
    }
    if (known.size() > NAMES) {
      expected.append(" and ").append(known.size() - NAMES).append(" more");
    }
    return where
        .ofWord(name)
        .error(
            "there is no " + what + " " + name, expected.toString(), NearestWord.to(name, known));
  }

  private static String expected(List<Token> tokens, boolean mayEnd) {
    Set<String> all = new LinkedHashSet<>();
    for (Token token : tokens) {
      all.add(
          switch (token) {
            case Token.Keyword keyword -> keyword.shown();
            case Token.Slot slot ->
                slot.shown() + " (" + slot.argument().kind().description() + ")";
          });
    }
    if (mayEnd) {
      all.add("the end of the line");
    }
    return String.join(", ", all);
  }

  private static List<String> known(List<Token> tokens) {
    List<String> known = new ArrayList<>();
    for (Token token : tokens) {
      switch (token) {
        case Token.Keyword keyword -> known.add(keyword.shown());
        case Token.Slot slot -> known.addAll(slot.argument().kind().names());
      }
    }
    return known;
  }

  /** A word in a message; the quoted line below it shows all of it. */
  static String shown(String word) {
    return SourceText.printable(word.length() > 40 ? word.substring(0, 40) + "..." : word);
  }
}
