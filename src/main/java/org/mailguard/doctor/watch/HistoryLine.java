package org.mailguard.doctor.watch;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.report.Json;
import org.mailguard.doctor.report.JsonObject;

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

  static State read(String line) throws IOException {
    try {
      JsonObject fields = JsonObject.read(line);
      List<AddressState> addresses = new ArrayList<>();
      for (JsonObject each : fields.objects("addresses")) {
        addresses.add(address(each));
      }
      return new State(
          fields.text("target"),
          Instant.parse(fields.text("at")),
          Duration.ofMillis(fields.number("millis")),
          verdict(fields),
          addresses);
    } catch (DateTimeException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private static AddressState address(JsonObject fields) throws IOException {
    SortedMap<String, String> findings = new TreeMap<>();
    JsonObject products = fields.object("findings");
    for (Object id : products.names()) {
      findings.put(String.valueOf(id), products.text(String.valueOf(id)));
    }
    return new AddressState(
        fields.text("host"),
        fields.text("address"),
        verdict(fields),
        fields.text("certificateSha256"),
        fields.text("expires"),
        findings);
  }

  private static Verdict verdict(JsonObject fields) throws IOException {
    String word = fields.text("verdict");
    return Arrays.stream(Verdict.values())
        .filter(verdict -> verdict.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IOException("verdict is " + Json.text(word)));
  }
}
