package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file as text with one character an octet: what mail software writes need not be UTF-8. */
final class LatinText {
  private LatinText() {}

  static String of(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file, ISO_8859_1) : "";
  }

  /** How often a text occurs in another one. */
  static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}
