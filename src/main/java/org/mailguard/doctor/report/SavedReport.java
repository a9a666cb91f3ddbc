package org.mailguard.doctor.report;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.mailguard.doctor.Confidence;
import org.mailguard.doctor.Evidence;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Nature;
import org.mailguard.doctor.Printable;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Symptom;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Exchange;
import org.mailguard.doctor.probe.Heard;
import org.mailguard.doctor.probe.Step;
import org.mailguard.doctor.probe.TlsSeen;
import org.mailguard.doctor.probe.Visit;

/**
 * A diagnosis that was written as JSON by {@link JsonReport}, maybe by another release: a symptom
 * or a step that this one does not know is left out. Certificates themselves are not in it.
 */
public final class SavedReport {
  private SavedReport() {}

  /**
   * Reads one.
   *
   * @throws IOException if it is none, with the field that is wrong
   */
  public static Diagnosis read(String line) throws IOException {
    JsonObject report = JsonObject.read(line);
    List<Finding> findings = new ArrayList<>();
    for (JsonObject each : report.objects("findings")) {
      findings.add(finding(each));
    }
    List<Visit> visits = new ArrayList<>();
    for (JsonObject each : report.objects("probes")) {
      visit(each).ifPresent(visits::add);
    }
    List<AddressReport> addresses = new ArrayList<>();
    for (JsonObject each : report.objects("addresses")) {
      // To which address a probe or a finding belongs is not written; all go to the first.
      addresses.add(
          new AddressReport(
              each.text("host"),
              each.text("address"),
              word(each, "verdict", Verdict.values(), Verdict::word),
              addresses.isEmpty() ? findings : List.of(),
              addresses.isEmpty() ? visits : List.of()));
    }
    return new Diagnosis(
        report.text("target"),
        word(report, "verdict", Verdict.values(), Verdict::word),
        addresses,
        report.texts("notes"));
  }

  private static Finding finding(JsonObject fields) throws IOException {
    List<Evidence> evidence = new ArrayList<>();
    for (JsonObject each : fields.objects("evidence")) {
      evidence.add(new Evidence(each.text("where"), each.text("text"), each.text("when")));
    }
    List<Symptom> explains = new ArrayList<>();
    for (JsonObject each : fields.objects("explains")) {
      Symptom.named(each.text("id")).ifPresent(explains::add);
    }
    List<Remedy> remedies = new ArrayList<>();
    for (JsonObject each : fields.objects("remedy")) {
      remedies.add(remedy(each));
    }
    return new Finding(
        fields.text("id"),
        fields.text("product"),
        word(fields, "nature", Nature.values(), Nature::word),
        word(fields, "confidence", Confidence.values(), Confidence::word),
        evidence,
        explains,
        remedies,
        fields.text("meaning"));
  }

  private static Remedy remedy(JsonObject fields) throws IOException {
    return new Remedy(
        fields.text("id"),
        fields.text("box"),
        fields.text("release"),
        Math.toIntExact(fields.number("step")),
        fields.text("does"),
        fields.texts("lines"),
        fields.text("cost"),
        fields.flag("checked"));
  }

  private static Optional<Visit> visit(JsonObject fields) throws IOException {
    String title = fields.text("title");
    Optional<Step> step =
        Arrays.stream(Step.values()).filter(it -> it.title().equals(title)).findFirst();
    if (step.isEmpty()) {
      return Optional.empty();
    }
    List<Exchange> exchanges = new ArrayList<>();
    for (JsonObject each : fields.objects("exchanges")) {
      exchanges.add(exchange(each));
    }
    return Optional.of(
        new Visit(
            step.get(),
            fields.text("address"),
            instant(fields.text("start")),
            fields.number("connectedMicros"),
            fields.has("failure") ? fields.text("failure") : null,
            exchanges,
            fields.has("tls") ? tls(fields.object("tls")) : null));
  }

  private static Instant instant(String text) throws IOException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Exchange exchange(JsonObject fields) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String each : fields.texts("lines")) {
      lines.add(Printable.octets(each));
    }
    Heard heard =
        new Heard(
            lines,
            word(fields, "ending", Heard.Ending.values(), Heard.Ending::text),
            fields.number("firstMicros"),
            fields.number("lastMicros"),
            Math.toIntExact(fields.number("segments")));
    return new Exchange(fields.text("said"), fields.text("how"), fields.number("atMicros"), heard);
  }

  private static TlsSeen tls(JsonObject fields) throws IOException {
    return new TlsSeen(
        fields.text("failure"),
        fields.text("protocol"),
        fields.text("cipher"),
        fields.texts("names"),
        fields.text("issuer"),
        fields.text("expires"),
        fields.text("trust"),
        fields.text("keySha256"),
        List.of());
  }

  private static <T> T word(JsonObject fields, String name, T[] values, Function<T, String> words)
      throws IOException {
    String word = fields.text(name);
    return Arrays.stream(values)
        .filter(each -> words.apply(each).equals(word))
        .findFirst()
        .orElseThrow(() -> new IOException(name + " is " + Printable.of(word)));
  }
}
