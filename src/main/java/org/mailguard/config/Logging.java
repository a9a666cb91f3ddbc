package org.mailguard.config;

import org.mailguard.events.Severity;

/**
 * Where the log goes.
 *
 * @param stdout to standard output, or nowhere
 * @param json as one JSON object in each line
 * @param level events up to and including this one
 */
public record Logging(boolean stdout, boolean json, Severity level) {
  static final Logging DEFAULT = new Logging(true, false, Severity.INFORMATIONAL);
}
