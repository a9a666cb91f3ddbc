package org.mailguard.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All statements, in the order in which a configuration is written. The only list of them. */
final class Catalogue {
  static final List<Statement<?>> STATEMENTS =
      Stream.of(
              DeviceStatements.VERSIONS,
              SystemStatements.ALL,
              UserStatements.PASSWORDS,
              LabelStatements.ALL,
              InterfaceStatements.ALL,
              DeviceStatements.ALL,
              LoggingStatements.ALL,
              ShownLogStatements.ALL,
              ClockStatements.ALL,
              TimeStatements.ALL,
              ObjectStatements.ALL,
              GroupStatements.ALL,
              RuleStatements.ALL,
              AccessStatements.ALL,
              NatStatements.ALL,
              AddressStatements.ALL,
              ConduitStatements.ALL,
              OperatorStatements.ALL,
              UserStatements.ALL,
              MapStatements.ABOVE,
              InspectionStatements.ALL,
              MapStatements.ALL)
          .<Statement<?>>flatMap(List::stream)
          .toList();

  /** Those of each mode by their first words. */
  private static final Map<Mode, Map<String, List<Statement<?>>>> BY_FIRST_WORD =
      new EnumMap<>(Mode.class);

  static {
    for (Statement<?> statement : STATEMENTS) {
      BY_FIRST_WORD
          .computeIfAbsent(statement.mode(), mode -> new HashMap<>())
          .computeIfAbsent(firstWord(statement), word -> new ArrayList<>())
          .add(statement);
    }
  }

  private Catalogue() {}

  /** Where a line belongs, going by its first word. */
  sealed interface Home {
    /** {@code statements} are those on the way that begin with the word, innermost first. */
    record Here(List<Statement<?>> statements) implements Home {}

    /** The word belongs to modes that are not on the way. */
    record Elsewhere(List<Mode> modes) implements Home {
      public Elsewhere {
        modes = List.copyOf(modes);
      }
    }

    record Ambiguous(Set<String> keywords) implements Home {}

    record Unknown(String nearest) implements Home {}
  }

  static Stream<Statement<?>> in(Mode mode) {
    return STATEMENTS.stream().filter(statement -> statement.mode() == mode);
  }

  /** The statement that writes {@code setting}. */
  static Statement<?> of(Setting setting) {
    for (Statement<?> statement : STATEMENTS) {
      if (statement.writes(setting)) {
        return statement;
      }
    }
    throw new IllegalStateException("no statement writes " + setting.getClass());
  }

  /**
   * The statements that begin with the word, of every mode from the current one outwards.
   *
   * @param whole true if an abbreviation will not do, since the whole word means something else
   */
  static Home home(Mode current, String word, boolean whole) {
    String wanted = word.toLowerCase(Locale.ROOT);
    List<Statement<?>> here = new ArrayList<>();
    current.way().forEach(mode -> here.addAll(beginningWith(mode, wanted)));
    if (!here.isEmpty()) {
      return new Home.Here(here);
    }
    List<Mode> elsewhere =
        STATEMENTS.stream()
            .filter(statement -> firstWord(statement).equals(wanted))
            .<Mode>map(Statement::mode)
            .distinct()
            .toList();
    if (!elsewhere.isEmpty()) {
      // Before abbreviations: "class" in the wrong place is a mistake and no short "class-map".
      return new Home.Elsewhere(elsewhere);
    }
    return whole ? new Home.Unknown("") : abbreviated(current, wanted);
  }

  private static Home abbreviated(Mode current, String wanted) {
    Set<String> keywords = new LinkedHashSet<>();
    List<String> known = new ArrayList<>();
    for (Statement<?> statement : STATEMENTS) {
      known.add(firstWord(statement));
      if (current.way().contains(statement.mode()) && firstWord(statement).startsWith(wanted)) {
        keywords.add(firstWord(statement));
      }
    }
    return switch (keywords.size()) {
      case 0 -> new Home.Unknown(NearestWord.to(wanted, known));
      case 1 -> home(current, keywords.iterator().next(), true);
      default -> new Home.Ambiguous(keywords);
    };
  }

  private static List<Statement<?>> beginningWith(Mode mode, String word) {
    return BY_FIRST_WORD.getOrDefault(mode, Map.of()).getOrDefault(word, List.of());
  }

  static String firstWord(Statement<?> statement) {
    return statement.grammar().firstWord();
  }

  /** Statements with one first word are written together, in the order in which they were typed. */
  static int rank(Statement<?> ranked) {
    String word = firstWord(ranked);
    int rank = 0;
    for (Statement<?> statement : STATEMENTS) {
      if (statement.mode() == ranked.mode() && firstWord(statement).equals(word)) {
        return rank;
      }
      rank++;
    }
    return rank;
  }
}
