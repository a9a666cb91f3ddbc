package org.mailguard.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A configuration as the device prints it: {@code : Saved}, the lines, a checksum, {@code : end}.
 * The parser takes all of it again.
 */
final class RunningConfiguration {
  private RunningConfiguration() {}

  /**
   * The whole.
   *
   * @param text as the writer writes it, with or without its end
   * @param saved true if it is what the startup configuration says
   */
  static String page(String text, boolean saved) {
    String lines = lines(text);
    return ": "
        + (saved ? "Saved" : "Written by enable_15; not saved")
        + "\n:\n"
        + lines
        + "Cryptochecksum:"
        + checksum(lines).replace(" ", "")
        + "\n: end\n";
  }

  /** Without comments at the beginning and {@code : end}: what is compared and counted. */
  static String lines(String text) {
    StringBuilder out = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      if (!line.isBlank() && !line.startsWith(":") && !line.startsWith("Cryptochecksum")) {
        out.append(line).append('\n');
      }
    }
    return out.toString();
  }

  /** MD5, as on the device: to compare two configurations by eye, not to prove anything. */
  static String checksum(String lines) {
    try {
      String hex =
          HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("MD5").digest(lines.getBytes(StandardCharsets.UTF_8)));
      return String.join(
          " ", hex.substring(0, 8), hex.substring(8, 16), hex.substring(16, 24), hex.substring(24));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  /** Lines of the outermost level that begin with the words, and what stands below them. */
  static List<String> section(String text, String words) {
    String begun = words.strip().toLowerCase(Locale.ROOT);
    List<String> shown = new ArrayList<>();
    boolean inside = false;
    for (String printed : text.split("\n", -1)) {
      String line = printed.replaceFirst("^: (by default: )?", "");
      if (!line.startsWith(" ")) {
        inside =
            (line.toLowerCase(Locale.ROOT) + " ").startsWith(begun + " ")
                || (line.toLowerCase(Locale.ROOT) + " ").startsWith("no " + begun + " ");
      }
      if (inside && !line.isEmpty()) {
        shown.add(line);
      }
    }
    return shown;
  }
}
