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
    write(configuration.entries(), out);
    return out.append(": end\n").toString();
  }

  private static void write(List<Entry> entries, StringBuilder out) {
    for (Entry entry : entries) {
      Statement<?> statement = Catalogue.of(entry.setting());
      out.repeat(' ', statement.mode().depth())
          .append(statement.write(entry.setting()))
          .append('\n');
      write(entry.below(), out);
    }
  }
}
