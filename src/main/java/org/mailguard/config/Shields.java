package org.mailguard.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.mailguard.policy.EsmtpMap;

/**
 * Built-in packs of rules: {@code shields/NAME.conf} on the class path, an inspection map of that
 * name in the language of the configuration, whose comments in front are its documentation. Each is
 * read when a map first asks for it.
 */
final class Shields {
  /** Those that come with the program. */
  static final Shields BUILT_IN = new Shields(BuiltInText::read);

  /** For maps that are built in themselves: packs do not contain packs. */
  static final Shields NONE = new Shields(resource -> Optional.empty());

  private final Function<String, Optional<String>> resources;
  private final Map<String, EsmtpMap> read = new ConcurrentHashMap<>();

  /** Takes texts by their names on the class path. */
  Shields(Function<String, Optional<String>> resources) {
    this.resources = resources;
  }

  /** All names, one in each line of the index. */
  List<String> names() {
    return resources.apply("/shields/index.txt").stream()
        .flatMap(String::lines)
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith(":"))
        .toList();
  }

  /** The map of a shield, whose rules say {@code shield NAME}. */
  Optional<EsmtpMap> named(String name) {
    EsmtpMap known = read.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    if (!names().contains(name)) {
      return Optional.empty();
    }
    String text =
        resources
            .apply("/shields/" + name + ".conf")
            .orElseThrow(() -> new IllegalStateException("no text of shield " + name));
    EsmtpMap map = BuiltInText.map(text, "shield " + name);
    read.put(name, map);
    return Optional.of(map);
  }

  /** True if it has no bare line ends let in, besides its rules. */
  boolean refusesBareNewlines(String name) {
    return resources.apply("/shields/" + name + ".conf").stream()
        .flatMap(String::lines)
        .anyMatch(line -> line.strip().equals("bare-newline reject"));
  }
}
