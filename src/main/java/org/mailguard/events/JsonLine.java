package org.mailguard.events;

/**
 * One flat JSON object (RFC 8259). Everything in it is text or a whole number, so this is all the
 * JSON that events need, and the package stays on the JDK alone. Empty texts are left out.
 */
final class JsonLine {
  private final StringBuilder json = new StringBuilder(256).append('{');

  JsonLine text(String name, String value) {
    if (!value.isEmpty()) {
      name(name);
      quote(value);
    }
    return this;
  }

  JsonLine number(String name, long value) {
    name(name);
    json.append(value);
    return this;
  }

  private void name(String name) {
    if (json.length() > 1) {
      json.append(',');
    }
    quote(name);
    json.append(':');
  }

  private void quote(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
        json.append("\\u")
            .append(Character.forDigit(c >> 12, 16))
            .append(Character.forDigit((c >> 8) & 15, 16));
        json.append(Character.forDigit((c >> 4) & 15, 16)).append(Character.forDigit(c & 15, 16));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  @Override
  public String toString() {
    return json + "}";
  }
}
