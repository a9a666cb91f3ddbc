package org.mailguard.console;

import java.util.List;
import java.util.stream.Collectors;
import org.mailguard.config.ConfigWriter;
import org.mailguard.config.Configuration;

/** Lines of the running configuration that a command of their own shows. */
final class ShownLines {
  private static final String FIXUP = "fixup ";

  private ShownLines() {}

  /** Every line whole, with what a terminal would obey escaped. */
  static String printable(String lines) {
    return lines
        .lines()
        .map(line -> ShownText.printable(line) + "\n")
        .collect(Collectors.joining());
  }

  /** Lines at the outermost level that begin so. */
  static List<String> beginning(Configuration configuration, String beginning) {
    return ConfigWriter.write(configuration)
        .lines()
        .filter(line -> line.startsWith(beginning))
        .toList();
  }

  static String statics(Configuration configuration) {
    return text(beginning(configuration, "static "));
  }

  /** Without a line of either language mail is inspected, which on a PIX is a line. */
  static String fixups(Configuration configuration) {
    List<String> lines = beginning(configuration, FIXUP);
    boolean untouched = lines.isEmpty() && beginning(configuration, "service-policy ").isEmpty();
    return untouched ? "fixup protocol smtp 25\n" : text(lines);
  }

  private static String text(List<String> lines) {
    return printable(lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
  }
}
