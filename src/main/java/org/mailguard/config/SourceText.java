package org.mailguard.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Octets to text to lines to words, all of them bounded. */
final class SourceText {
  /** A configuration, in octets or characters: 32 MiB, some four hundred thousand lines. */
  static final int MAX_TEXT = 32 << 20;

  /** A line, in characters; the longest thing that is meant to stand in one is a remark. */
  static final int MAX_LINE = 1024;

  private SourceText() {}

  /**
   * One word of a line.
   *
   * @param column of its first character, from 1
   */
  record Word(String text, int column) {}

  /** Lines without their ends, CR LF or LF. */
  static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int feed = text.indexOf('\n', from);
      int end = feed < 0 ? text.length() : feed;
      boolean carriageReturn = feed > from && text.charAt(end - 1) == '\r';
      lines.add(text.substring(from, carriageReturn ? end - 1 : end));
      from = end + 1;
    }
    return lines;
  }

  /** Words are what stands between blanks and tabs. */
  static List<Word> words(String line) {
    List<Word> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      if (isBlank(line.charAt(at))) {
        at++;
        continue;
      }
      int from = at;
      while (at < line.length() && !isBlank(line.charAt(at))) {
        at++;
      }
      words.add(new Word(line.substring(from, at), from + 1));
    }
    return words;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** The index of the first character that has no business in a text file, or -1. */
  static int firstControl(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) != '\t' && Character.isISOControl(line.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The same number of characters, none of which moves a terminal's cursor: a caret below still
   * points right.
   */
  static String printable(String line) {
    StringBuilder out = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      out.append(c == '\t' ? ' ' : Character.isISOControl(c) ? '?' : c);
    }
    return out.toString();
  }

  /** What {@link #decode} made of octets. */
  sealed interface Decoded {
    record Text(String text) implements Decoded {}

    record Failed(Problem problem) implements Decoded {}
  }

  /** UTF-8 and nothing else; a byte order mark in front is skipped. */
  static Decoded decode(byte[] octets) {
    if (octets.length > MAX_TEXT) {
      return new Decoded.Failed(tooLong(octets.length));
    }
    ByteBuffer in = ByteBuffer.wrap(octets);
    CharBuffer out = CharBuffer.allocate(octets.length + 1);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      return new Decoded.Failed(notUtf8(text, octets[in.position()]));
    }
    return new Decoded.Text(text.startsWith("\ufeff") ? text.substring(1) : text);
  }

  static Problem tooLong(int length) {
    return new Location(1, 1, "")
        .error(
            "a configuration has at most " + MAX_TEXT + " octets, this one has " + length,
            "a shorter one",
            "");
  }

  private static Problem notUtf8(String before, byte octet) {
    List<String> lines = lines(before + "?");
    String last = lines.getLast();
    return new Location(lines.size(), last.length(), last)
        .error(String.format("octet 0x%02x is not UTF-8 here", octet & 0xff), "UTF-8 text", "");
  }
}
