package org.mailguard.doctor.watch;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.mailguard.doctor.Verdict;

/**
 * The state as metrics, in the text format 0.0.4 of Prometheus. There is a series for each verdict,
 * 1 for the one that holds and 0 for the others, so that a rule can ask for it by name and sees it
 * begin and end.
 */
final class Exposition {
  private static final String PREFIX = "mailguard_doctor_";

  private final SortedMap<String, Standing> standings;
  private final StringBuilder out = new StringBuilder();

  private Exposition(Map<String, Standing> standings) {
    this.standings = new TreeMap<>(standings);
  }

  static String of(Map<String, Standing> standings) {
    Exposition exposition = new Exposition(standings);
    exposition.write();
    return exposition.out.toString();
  }

  private void write() {
    head("verdict", "gauge", "1 for the verdict of the last run on a target, 0 for the others.");
    standings.forEach((target, standing) ->
        verdict("verdict", label("target", target), standing.state().verdict()));
    head("address_verdict", "gauge", "The same for each address of a target.");
    standings.forEach((target, standing) -> {
      for (AddressState each : standing.state().byAddress().values()) {
        String labels =
            label("target", target)
                + ","
                + label("host", each.host())
                + ","
                + label("address", each.address());
        verdict("address_verdict", labels, each.verdict());
      }
    });
    head("finding", "gauge", "1 for each finding that is there.");
    standings.forEach((target, standing) ->
        standing
            .state()
            .findings()
            .forEach((id, product) ->
                sample(
                    "finding",
                    label("target", target)
                        + ","
                        + label("id", id)
                        + ","
                        + label("product", product),
                    "1")));
    each(
        "last_run_timestamp_seconds",
        "gauge",
        "When the last run began, in seconds since 1970.",
        standing -> seconds(standing.state().at().toEpochMilli()));
    each(
        "last_run_duration_seconds",
        "gauge",
        "How long the last run took.",
        standing -> seconds(standing.state().took().toMillis()));
    each("runs_total", "counter", "Runs since the start.", it -> Long.toString(it.runs()));
    each("changes_total", "counter", "Changes since the start.", it -> Long.toString(it.changes()));
  }

  private void each(String name, String type, String help, Function<Standing, String> value) {
    head(name, type, help);
    standings.forEach(
        (target, standing) -> sample(name, label("target", target), value.apply(standing)));
  }

  private void head(String name, String type, String help) {
    out.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(PREFIX).append(name).append(' ').append(type).append('\n');
  }

  private void verdict(String name, String labels, Verdict holds) {
    for (Verdict verdict : Verdict.values()) {
      sample(name, labels + "," + label("verdict", verdict.word()), verdict == holds ? "1" : "0");
    }
  }

  private void sample(String name, String labels, String value) {
    out.append(PREFIX).append(name).append('{').append(labels).append("} ");
    out.append(value).append('\n');
  }

  private static String label(String name, String value) {
    return name
        + "=\""
        + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
        + "\"";
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
  }
}
