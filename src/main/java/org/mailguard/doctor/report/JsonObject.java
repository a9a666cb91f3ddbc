package org.mailguard.doctor.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.jr.ob.JSON;

/**
 * An object of JSON, RFC 8259, that was read. A field that is missing or of another kind is an
 * error that names it; fields that nobody asks for are passed over, since later releases may add
 * some.
 */
public final class JsonObject {
  private final Map<?, ?> fields;

  private JsonObject(Map<?, ?> fields) {
    this.fields = fields;
  }

  /**
   * The one object of a text.
   *
   * @throws IOException if it is something else, with the place
   */
  public static JsonObject read(String json) throws IOException {
    try {
      return of("the text", JSON.std.anyFrom(json));
    } catch (JacksonException e) {
      TokenStreamLocation place = e.getLocation();
      throw new IOException(
          e.getOriginalMessage().replaceFirst(" \\(start marker at .*", "")
              + (place == null
                  ? ""
                  : " at line " + place.getLineNr() + ", column " + place.getColumnNr()),
          e);
    }
  }

  private static JsonObject of(String what, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> object) {
      return new JsonObject(object);
    }
    throw new IOException(what + " is no object");
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** The names of all fields. */
  public Set<?> names() {
    return fields.keySet();
  }

  public String text(String name) throws IOException {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new IOException("no text " + name);
  }

  /** A whole number. */
  public long number(String name) throws IOException {
    if (fields.get(name) instanceof Number number
        && (number instanceof Integer || number instanceof Long)) {
      return number.longValue();
    }
    throw new IOException("no whole number " + name);
  }

  /** A whole number of 32 bits. */
  int count(String name) throws IOException {
    long number = number(name);
    if (number != (int) number) {
      throw new IOException(name + " is " + number + ", which is too large");
    }
    return (int) number;
  }

  /** True or false. */
  public boolean flag(String name) throws IOException {
    if (fields.get(name) instanceof Boolean flag) {
      return flag;
    }
    throw new IOException("neither true nor false: " + name);
  }

  public JsonObject object(String name) throws IOException {
    return of(name, fields.get(name));
  }

  /** A list of objects. */
  public List<JsonObject> objects(String name) throws IOException {
    List<JsonObject> objects = new ArrayList<>();
    for (Object each : list(name)) {
      objects.add(of("one of " + name, each));
    }
    return objects;
  }

  /** A list of texts. */
  public List<String> texts(String name) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Object each : list(name)) {
      if (!(each instanceof String text)) {
        throw new IOException("one of " + name + " is no text");
      }
      texts.add(text);
    }
    return texts;
  }

  private List<?> list(String name) throws IOException {
    if (fields.get(name) instanceof List<?> values) {
      return values;
    }
    throw new IOException("no list " + name);
  }
}
