package org.mailguard.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A shield as it is shipped: a configuration text in the user's own language, with comments above
 * it that say what it stops and what it costs.
 *
 * <p>A comment begins with one of the words of {@link #WORDS} or goes on with the one above it,
 * which three blanks show; the last one is {@link #SENTENCE}.
 *
 * @param notes by their first word, in the order in which they stand
 * @param rules the text without its comments
 */
public record ShieldText(String name, Map<String, String> notes, String rules) {

  /** What a shield says about itself; those from {@code needs} on may be missing. */
  static final List<String> WORDS =
      List.of("stops", "costs", "dated", "advisory", "see", "affects", "needs", "leaves");

  /** What every shield says. */
  public static final String SENTENCE = "This is not a patch: upgrade the server.";

  /** All, by name. */
  public static List<ShieldText> all() {
    return Shields.BUILT_IN.names().stream().map(ShieldText::read).toList();
  }

  /** The one of that name. */
  public static Optional<ShieldText> named(String name) {
    return Shields.BUILT_IN.names().stream().filter(name::equals).findFirst().map(ShieldText::read);
  }

  private static ShieldText read(String name) {
    return of(name, BuiltInText.read("/shields/" + name + ".conf").orElseThrow());
  }

  static ShieldText of(String name, String text) {
    Map<String, String> notes = new LinkedHashMap<>();
    List<String> rules = new ArrayList<>();
    String word = "";
    for (String line : text.lines().toList()) {
      if (!line.startsWith(":")) {
        rules.add(line);
      } else if (line.startsWith(":   ")) {
        notes.merge(word, line.substring(4), (above, below) -> above + " " + below);
      } else if (!line.equals(": " + SENTENCE)) {
        String[] parts = line.substring(2).split(" ", 2);
        word = parts[0];
        notes.put(word, parts[1]);
      }
    }
    return new ShieldText(name, notes, String.join("\n", rules) + "\n");
  }

  /** What it says of itself behind {@code word}; empty if nothing. */
  public String note(String word) {
    return notes.getOrDefault(word, "");
  }

  /** For people, in lines of their own. */
  public String describe() {
    StringBuilder out = new StringBuilder(name).append('\n');
    notes.forEach((word, note) -> out.append("  %-9s %s%n".formatted(word, note)));
    return out.append("  ").append(SENTENCE).append("\n\n").append(rules).toString();
  }
}
