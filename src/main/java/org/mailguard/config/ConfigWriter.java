package org.mailguard.config;

import java.util.List;

/**
 * Writes a configuration as the device does: fixed order, one blank of indent for each mode, {@code
 * : end}.
 */
public final class ConfigWriter {
  private ConfigWriter() {}

  /** Text that {@link ConfigParser} reads as an equal configuration. */
  public static String write(Configuration configuration) {
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
