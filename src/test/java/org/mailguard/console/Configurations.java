package org.mailguard.console;

import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigResult;
import org.mailguard.config.Configuration;

/** Configurations for tests. */
final class Configurations {
  private Configurations() {}

  static Configuration read(String text) {
    return switch (ConfigParser.parse("test", text)) {
      case ConfigResult.Accepted(Configuration accepted) -> accepted;
      case ConfigResult.Refused(_, var problems, _) ->
          throw new IllegalArgumentException(problems.toString());
    };
  }
}
