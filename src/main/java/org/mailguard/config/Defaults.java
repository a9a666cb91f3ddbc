package org.mailguard.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds without a line, as comments that {@code show running-config all} adds. */
final class Defaults {
  private Defaults() {}

  static List<String> lines(Configuration configuration) {
    Set<Statement<?>> said = new HashSet<>();
    configuration.entries().forEach(entry -> said.add(entry.statement()));
    List<String> lines = new ArrayList<>();
    Catalogue.in(Mode.GLOBAL)
        .filter(statement -> !said.contains(statement))
        .filter(statement -> !statement.standard().startsWith(StatementBuilder.NO_LINE))
        .map(Defaults::line)
        .distinct()
        .forEach(lines::add);
    for (String map : List.of(InspectionMaps.STANDARD, InspectionMaps.OF_DEVICE)) {
      String text = BuiltInText.read("/maps/" + map + ".conf").orElseThrow();
      lines.add(":");
      SourceText.lines(text).forEach(line -> lines.add(line.startsWith(":") ? line : ": " + line));
    }
    return lines;
  }

  private static String line(Statement<?> statement) {
    String word = Catalogue.firstWord(statement);
    String standard = statement.standard();
    return ": by default: " + (standard.startsWith(word) ? "" : word + ": ") + standard;
  }
}
