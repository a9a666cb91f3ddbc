package org.mailguard.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.Severity;

/** The eight levels as they stand in statements: by name or by number. */
final class Levels {
  static final Argument<Integer> NUMBER =
      new Argument<>(
          "level", Kind.range(0, 7), "A level by number: 0 is emergencies, 7 is debugging");

  /** Alternatives for one level. */
  static final String GRAMMAR =
      Arrays.stream(Severity.values()).map(Levels::print).collect(Collectors.joining("|"))
          + "|<level>";

  private Levels() {}

  /** The level with a name that {@link #print} wrote. */
  static Severity named(String name) {
    return Severity.valueOf(name.toUpperCase(Locale.ROOT));
  }

  static @Nullable Severity find(Arguments in) {
    Integer number = in.find(NUMBER);
    if (number != null) {
      return List.of(Severity.values()).get(number);
    }
    for (Severity level : Severity.values()) {
      if (in.has(print(level))) {
        return level;
      }
    }
    return null;
  }

  static String print(Severity level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
