package org.mailguard.doctor.watch;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Verdict;

/**
 * A run as one object of JSON on one line, and back. The fields are in docs/reference/doctor.md.
 */
final class HistoryLine {
  private HistoryLine() {}

  static String of(State state, List<Change> changes) {
    return "{\"at\":"
        + Json.text(state.at().toString())
        + ",\"target\":"
        + Json.text(state.target())
        + ",\"verdict\":"
        + Json.text(state.verdict().word())
        + ",\"millis\":"
        + state.took().toMillis()
        + ",\"addresses\":["
        + String.join(",", state.addresses().stream().map(HistoryLine::address).toList())
        + "],\"changes\":["
        + String.join(",", changes.stream().map(each -> Json.text(each.sentence())).toList())
        + "]}";
  }

  private static String address(AddressState state) {
    List<String> findings = new ArrayList<>();
    state
        .findings()
        .forEach((id, product) -> findings.add(Json.text(id) + ":" + Json.text(product)));
    return "{\"host\":"
        + Json.text(state.host())
        + ",\"address\":"
        + Json.text(state.address())
        + ",\"verdict\":"
        + Json.text(state.verdict().word())
        + ",\"certificateSha256\":"
        + Json.text(state.certificate())
        + ",\"expires\":"
        + Json.text(state.expires())
        + ",\"findings\":{"
        + String.join(",", findings)
        + "}}";
  }

  /** Fields that are not known are passed over, since later releases may add some. */
  static State read(String line) throws IOException {
    try {
      Map<?, ?> fields = object(Json.read(line));
      List<AddressState> addresses = new ArrayList<>();
      for (Object each : list(fields.get("addresses"))) {
        addresses.add(address(object(each)));
      }
      return new State(
          text(fields, "target"),
          Instant.parse(text(fields, "at")),
          Duration.ofMillis(number(fields, "millis")),
          verdict(fields),
          addresses);
    } catch (DateTimeException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private static AddressState address(Map<?, ?> fields) throws IOException {
    SortedMap<String, String> findings = new TreeMap<>();
    Map<?, ?> products = object(fields.get("findings"));
    for (Object id : products.keySet()) {
      findings.put(String.valueOf(id), text(products, String.valueOf(id)));
    }
    return new AddressState(
        text(fields, "host"),
        text(fields, "address"),
        verdict(fields),
        text(fields, "certificateSha256"),
        text(fields, "expires"),
        findings);
  }

  private static Verdict verdict(Map<?, ?> fields) throws IOException {
    String word = text(fields, "verdict");
    return Arrays.stream(Verdict.values())
        .filter(verdict -> verdict.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IOException("verdict is " + Json.text(word)));
  }

  private static String text(Map<?, ?> fields, String name) throws IOException {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new IOException("no text " + name);
  }

  private static long number(Map<?, ?> fields, String name) throws IOException {
    if (fields.get(name) instanceof Long number) {
      return number;
    }
    throw new IOException("no number " + name);
  }

  private static Map<?, ?> object(@Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> fields) {
      return fields;
    }
    throw new IOException("no object where one belongs");
  }

  private static List<?> list(@Nullable Object value) throws IOException {
    if (value instanceof List<?> values) {
      return values;
    }
    throw new IOException("no list where one belongs");
  }
}
