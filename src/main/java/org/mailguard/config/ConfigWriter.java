package org.mailguard.config;

import java.util.List;

/**
 * Writes a configuration as the device does: fixed order, one blank of indent for each mode, {@code
 * : end}.
 */
public final class ConfigWriter {
  private ConfigWriter() {}

  /**
   * Text that {@link ConfigParser} reads as an equal configuration. It is what is shown and stored,
   * so no password stands in it in clear text.
   *
   * @throws IllegalStateException if the configuration is not sealed ({@link
   *     Configuration#sealed}): whoever took it on forgot to
   */
  public static String write(Configuration configuration) {
    if (!configuration.isSealed()) {
      throw new IllegalStateException("the configuration has passwords in clear text");
    }
    return writeAsRead(configuration);
  }

  /** As {@link #write}, with clear text where a line had it. For nobody's eyes. */
  static String writeAsRead(Configuration configuration) {
    StringBuilder out = new StringBuilder();
    write(configuration.entries(), Names.of(configuration.entries()), out);
    return out.append(": end\n").toString();
  }

  /** The same of lines that may not fit together yet, and without the end. */
  static String write(List<Entry> entries) {
    StringBuilder out = new StringBuilder();
    write(entries, Names.of(entries), out);
    return out.toString();
  }

  private static void write(List<Entry> entries, Names names, StringBuilder out) {
    for (Entry entry : entries) {
      out.repeat(' ', entry.statement().mode().depth())
          .append(entry.statement().write(entry.setting(), names))
          .append('\n');
      write(entry.below(), names, out);
    }
  }
}
