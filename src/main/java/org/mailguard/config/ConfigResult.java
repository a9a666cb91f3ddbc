package org.mailguard.config;

import java.util.List;

/** What came of reading a configuration. */
public sealed interface ConfigResult {
  /** The file's warnings are {@link Configuration#warnings}. */
  record Accepted(Configuration configuration) implements ConfigResult {}

  /**
   * Refused, with everything that is wrong with it.
   *
   * @param name of the file, for messages
   * @param problems errors and warnings in the order of their lines; at least one is an error
   * @param lines what became of each line
   */
  record Refused(String name, List<Problem> problems, List<LineUse> lines) implements ConfigResult {
    public Refused {
      problems = List.copyOf(problems);
      lines = List.copyOf(lines);
    }
  }

  /** For callers that can only go on with a configuration. */
  default Configuration orElseThrow() throws ConfigException {
    return switch (this) {
      case Accepted(Configuration configuration) -> configuration;
      case Refused(String name, List<Problem> problems, _) ->
          throw new ConfigException(name, problems);
    };
  }
}
