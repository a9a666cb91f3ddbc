package org.mailguard.doctor.report;

import java.util.List;
import java.util.function.Function;

/** Writes JSON, RFC 8259, in ASCII: values as text that is JSON already. */
public final class Json {
  private Json() {}

  public static <T> String array(List<T> values, Function<T, String> writer) {
    return "[" + String.join(",", values.stream().map(writer).toList()) + "]";
  }

  public static String object(String... fields) {
    return "{" + String.join(",", fields) + "}";
  }

  public static String field(String name, String value) {
    return text(name) + ":" + value;
  }

  public static String number(long value) {
    return Long.toString(value);
  }

  public static String text(String value) {
    StringBuilder json = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        default -> {
          if (c < ' ' || c >= 0x7f) {
            json.append(String.format("\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }
}
