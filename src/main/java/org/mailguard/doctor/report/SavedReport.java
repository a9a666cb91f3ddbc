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
 * or a step that this one does not know is left out. Certificates themselves are not in it. Maybe
 * by a stranger as well, so that all of it is made printable.
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
              text(each, "host"),
              text(each, "address"),
              word(each, "verdict", Verdict.values(), Verdict::word),
              addresses.isEmpty() ? findings : List.of(),
              addresses.isEmpty() ? visits : List.of()));
    }
    return new Diagnosis(
        text(report, "target"),
        word(report, "verdict", Verdict.values(), Verdict::word),
        addresses,
        texts(report, "notes"));
  }

  private static Finding finding(JsonObject fields) throws IOException {
    List<Evidence> evidence = new ArrayList<>();
    for (JsonObject each : fields.objects("evidence")) {
      evidence.add(new Evidence(text(each, "where"), text(each, "text"), text(each, "when")));
    }
    List<Symptom> explains = new ArrayList<>();
    for (JsonObject each : fields.objects("explains")) {
      Symptom.named(text(each, "id")).ifPresent(explains::add);
    }
    List<Remedy> remedies = new ArrayList<>();
    for (JsonObject each : fields.objects("remedy")) {
      remedies.add(remedy(each));
    }
    return new Finding(
        text(fields, "id"),
        text(fields, "product"),
        word(fields, "nature", Nature.values(), Nature::word),
        word(fields, "confidence", Confidence.values(), Confidence::word),
        evidence,
        explains,
        remedies,
        text(fields, "meaning"));
  }

  private static Remedy remedy(JsonObject fields) throws IOException {
    return new Remedy(
        text(fields, "id"),
        text(fields, "box"),
        text(fields, "release"),
        fields.count("step"),
        text(fields, "does"),
        texts(fields, "lines"),
        text(fields, "cost"),
        fields.flag("checked"));
  }

  private static Optional<Visit> visit(JsonObject fields) throws IOException {
    String title = text(fields, "title");
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
            text(fields, "address"),
            instant(text(fields, "start")),
            fields.number("connectedMicros"),
            fields.has("failure") ? text(fields, "failure") : null,
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
    for (String each : texts(fields, "lines")) {
      lines.add(Printable.octets(each));
    }
    Heard heard =
        new Heard(
            lines,
            word(fields, "ending", Heard.Ending.values(), Heard.Ending::text),
            fields.number("firstMicros"),
            fields.number("lastMicros"),
            fields.count("segments"));
    return new Exchange(
        text(fields, "said"), text(fields, "how"), fields.number("atMicros"), heard);
  }

  private static TlsSeen tls(JsonObject fields) throws IOException {
    return new TlsSeen(
        text(fields, "failure"),
        text(fields, "protocol"),
        text(fields, "cipher"),
        texts(fields, "names"),
        text(fields, "issuer"),
        text(fields, "expires"),
        text(fields, "trust"),
        text(fields, "keySha256"),
        List.of());
  }

  /** It goes to a screen, and whoever wrote the file may have put in what moves a cursor. */
  private static String text(JsonObject fields, String name) throws IOException {
    return Printable.again(fields.text(name));
  }

  private static List<String> texts(JsonObject fields, String name) throws IOException {
    return fields.texts(name).stream().map(Printable::again).toList();
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
