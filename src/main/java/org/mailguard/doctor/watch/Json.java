package org.mailguard.doctor.watch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * As much of JSON, RFC 8259, as a history has: objects, lists, text and whole numbers that are not
 * negative. Text is written in ASCII. Nesting is bounded by {@value #DEEPEST}, so that a file which
 * is no history ends in a message and not in an overflow of the stack.
 */
final class Json {
  private static final int DEEPEST = 8;

  /** Of numbers: 18 digits fit a long. */
  private static final int DIGITS = 18;

  private final String json;
  private int position;

  private Json(String json) {
    this.json = json;
  }

  static String text(String value) {
    StringBuilder out = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c >= 0x7f) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /** A Map, a List, a String or a Long. */
  static Object read(String json) throws IOException {
    Json reader = new Json(json);
    Object value = reader.value(0);
    reader.blanks();
    if (reader.position < json.length()) {
      throw reader.unexpected();
    }
    return value;
  }

  private Object value(int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("nested deeper than " + DEEPEST);
    }
    char c = peek();
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> list(depth);
      case '"' -> string();
      default -> number();
    };
  }

  private Map<String, Object> object(int depth) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    take('{');
    while (peek() != '}') {
      if (!fields.isEmpty()) {
        take(',');
      }
      String name = string();
      take(':');
      if (fields.putIfAbsent(name, value(depth + 1)) != null) {
        throw new IOException("twice: " + text(name));
      }
    }
    take('}');
    return fields;
  }

  private List<Object> list(int depth) throws IOException {
    List<Object> values = new ArrayList<>();
    take('[');
    while (peek() != ']') {
      if (!values.isEmpty()) {
        take(',');
      }
      values.add(value(depth + 1));
    }
    take(']');
    return values;
  }

  private String string() throws IOException {
    take('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return out.toString();
      }
      out.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() throws IOException {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(next(), 16);
          if (digit < 0) {
            throw unexpected();
          }
          code = code * 16 + digit;
        }
        yield (char) code;
      }
      default -> throw unexpected();
    };
  }

  private Long number() throws IOException {
    int start = position;
    while (position < json.length()
        && json.charAt(position) >= '0'
        && json.charAt(position) <= '9') {
      position++;
    }
    if (position == start || position - start > DIGITS) {
      throw unexpected();
    }
    return Long.valueOf(json.substring(start, position));
  }

  private void blanks() {
    while (position < json.length() && " \t\r\n".indexOf(json.charAt(position)) >= 0) {
      position++;
    }
  }

  private char peek() throws IOException {
    blanks();
    if (position == json.length()) {
      throw unexpected();
    }
    return json.charAt(position);
  }

  private void take(char wanted) throws IOException {
    if (peek() != wanted) {
      throw unexpected();
    }
    position++;
  }

  private char next() throws IOException {
    if (position == json.length()) {
      throw unexpected();
    }
    return json.charAt(position++);
  }

  private IOException unexpected() {
    return new IOException("no history, at character " + (position + 1));
  }
}
