package org.mailguard.console;

import java.util.regex.Pattern;

/** Takes passwords and keys out of lines that are logged or shown. */
final class Secrets {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(\\b(?:passw[ord]*|key|secret|community|publickey)(?:\\s+level\\s+\\d+)?)\\s+\\S.*");
  private static final Pattern LOGIN = Pattern.compile("(?i)^(\\s*(?:no\\s+)?passw\\w*)\\s+\\S.*");

  private Secrets() {}

  /** The line up to where the secret begins, and asterisks. */
  static String masked(String line) {
    return SECRET.matcher(LOGIN.matcher(line).replaceFirst("$1 *")).replaceFirst("$1 *");
  }
}
