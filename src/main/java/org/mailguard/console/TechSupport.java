package org.mailguard.console;

import java.util.regex.Pattern;
import org.mailguard.config.ConfigWriter;
import org.mailguard.config.Configuration;

/**
 * {@code show tech-support}: what somebody who helps from afar wants to see, in one text that may
 * be sent away. Passwords, keys and the addresses of peers in the log are not in it: the log is
 * left out, and sessions are only counted. Each section is cut at {@value #MOST_OF_SECTION}
 * characters, and says so.
 */
final class TechSupport {
  static final int MOST_OF_SECTION = 64 << 10;

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)\\b(password|passwd|secret|key|key-string|pre-shared-key|community|passphrase)"
              + "(\\s+[0-9])?\\s+(?!<removed>)\\S+");

  private final StringBuilder out = new StringBuilder();

  /** A section with a title that looks like the command that shows it. */
  TechSupport section(String command, String text) {
    out.append("------------------ ").append(command).append(" ------------------\n\n");
    if (text.length() > MOST_OF_SECTION) {
      int end = text.lastIndexOf('\n', MOST_OF_SECTION) + 1;
      out.append(text, 0, end)
          .append("... cut here: a section has at most ")
          .append(MOST_OF_SECTION)
          .append(" characters\n");
    } else {
      out.append(text);
    }
    out.append('\n');
    return this;
  }

  String text() {
    return out.toString();
  }

  /** The running configuration without what it keeps secret. */
  static String redacted(Configuration configuration) {
    return redacted(ConfigWriter.write(configuration));
  }

  static String redacted(String lines) {
    return ShownLines.printable(SECRET.matcher(lines).replaceAll("$1 <removed>"));
  }
}
