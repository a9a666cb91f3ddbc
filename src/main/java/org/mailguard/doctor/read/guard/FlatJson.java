package org.mailguard.doctor.read.guard;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads one flat JSON object (RFC 8259), as the log has it: its values are text or whole numbers.
 * What is anything else ends the reading, and what was read before it stands.
 */
final class FlatJson {
  private final String json;
  private int at;

  private FlatJson(String json, int at) {
    this.json = json;
    this.at = at;
  }

  /** The members of the object that begins at {@code start}; of a broken one those before. */
  static Map<String, String> read(String json, int start) {
    Map<String, String> members = new LinkedHashMap<>();
    FlatJson reader = new FlatJson(json, start);
    if (!reader.take('{')) {
      return members;
    }
    do {
      String name = reader.text();
      if (reader.at > json.length()) {
        return members;
      }
      boolean good = reader.take(':');
      String value = reader.isText() ? reader.text() : reader.number();
      if (!good || reader.at > json.length()) {
        return members;
      }
      members.putIfAbsent(name, value);
    } while (reader.take(','));
    return members;
  }

  private boolean isText() {
    blanks();
    return at < json.length() && json.charAt(at) == '"';
  }

  private boolean take(char c) {
    blanks();
    boolean there = at < json.length() && json.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void blanks() {
    while (at < json.length() && json.charAt(at) == ' ') {
      at++;
    }
  }

  /** Digits, or empty for what is none. */
  private String number() {
    int start = at;
    while (at < json.length() && Character.isDigit(json.charAt(at))) {
      at++;
    }
    return json.substring(start, at);
  }

  /** Sets {@link #at} behind the end if the text has no end. */
  private String text() {
    StringBuilder text = new StringBuilder();
    if (!take('"')) {
      at = json.length() + 1;
      return "";
    }
    while (at < json.length() && json.charAt(at) != '"') {
      char c = json.charAt(at++);
      text.append(c == '\\' && at < json.length() ? escaped() : c);
    }
    at++;
    return text.toString();
  }

  private char escaped() {
    char c = json.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> c;
    };
  }

  private char unicode() {
    int end = Math.min(at + 4, json.length());
    String hex = json.substring(at, end);
    at = end;
    return hex.matches("[0-9A-Fa-f]{4}") ? (char) Integer.parseInt(hex, 16) : '?';
  }
}
