package org.mailguard.doctor.report;

import static org.mailguard.doctor.report.Json.array;
import static org.mailguard.doctor.report.Json.field;
import static org.mailguard.doctor.report.Json.number;
import static org.mailguard.doctor.report.Json.object;
import static org.mailguard.doctor.report.Json.text;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.doctor.Evidence;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Symptom;
import org.mailguard.doctor.probe.Exchange;
import org.mailguard.doctor.probe.TlsSeen;
import org.mailguard.doctor.probe.Visit;

/** A diagnosis as JSON, RFC 8259, in ASCII. The fields are in docs/reference/doctor.md. */
public final class JsonReport {
  private JsonReport() {}

  /** One object on one line. */
  public static String of(Diagnosis diagnosis) {
    return object(
        field("target", text(diagnosis.target())),
        field(
            "addresses",
            array(
                diagnosis.addresses(),
                each ->
                    object(
                        field("host", text(each.host())),
                        field("address", text(each.address())),
                        field("verdict", text(each.verdict().word()))))),
        field("verdict", text(diagnosis.verdict().word())),
        field("findings", array(diagnosis.findings(), JsonReport::finding)),
        field("notes", array(diagnosis.notes(), Json::text)),
        field(
            "probes",
            array(
                diagnosis.addresses().stream().flatMap(each -> each.visits().stream()).toList(),
                JsonReport::visit)));
  }

  /** One finding. */
  public static String finding(Finding finding) {
    return object(
        field("id", text(finding.id())),
        field("product", text(finding.product())),
        field("nature", text(finding.nature().word())),
        field("confidence", text(finding.confidence().word())),
        field("meaning", text(finding.meaning())),
        field("evidence", array(finding.evidence(), JsonReport::evidence)),
        field("explains", array(finding.explains(), JsonReport::symptom)),
        field("remedy", array(finding.remedy(), JsonReport::remedy)));
  }

  private static String evidence(Evidence evidence) {
    return object(
        field("where", text(evidence.where())),
        field("text", text(evidence.text())),
        field("when", text(evidence.when())));
  }

  private static String symptom(Symptom symptom) {
    return object(
        field("id", text(symptom.id())),
        field("number", number(symptom.number())),
        field("title", text(symptom.title())));
  }

  private static String remedy(Remedy remedy) {
    return object(
        field("id", text(remedy.id())),
        field("box", text(remedy.box())),
        field("release", text(remedy.release())),
        field("step", number(remedy.step())),
        field("does", text(remedy.does())),
        field("lines", array(remedy.lines(), Json::text)),
        field("cost", text(remedy.cost())),
        field("checked", String.valueOf(remedy.checked())));
  }

  private static String visit(Visit visit) {
    List<String> fields = new ArrayList<>();
    fields.add(field("probe", text(visit.step().probes())));
    fields.add(field("title", text(visit.step().title())));
    fields.add(field("address", text(visit.address())));
    fields.add(field("start", text(visit.start().toString())));
    fields.add(field("connectedMicros", number(visit.connected())));
    if (visit.failure() != null) {
      fields.add(field("failure", text(visit.failure())));
    }
    fields.add(field("exchanges", array(visit.exchanges(), JsonReport::exchange)));
    TlsSeen tls = visit.tls();
    if (tls != null) {
      fields.add(field("tls", tls(tls)));
    }
    return object(fields.toArray(new String[0]));
  }

  private static String exchange(Exchange exchange) {
    return object(
        field("said", text(exchange.said())),
        field("how", text(exchange.how())),
        field("atMicros", number(exchange.at())),
        field("lines", array(exchange.heard().printable().lines().toList(), Json::text)),
        field("ending", text(exchange.heard().ending().text())),
        field("firstMicros", number(exchange.heard().first())),
        field("lastMicros", number(exchange.heard().last())),
        field("segments", number(exchange.heard().segments())));
  }

  private static String tls(TlsSeen tls) {
    return object(
        field("failure", text(tls.failure())),
        field("protocol", text(tls.protocol())),
        field("cipher", text(tls.cipher())),
        field("names", array(tls.names(), Json::text)),
        field("issuer", text(tls.issuer())),
        field("expires", text(tls.expires())),
        field("trust", text(tls.trust())),
        field("keySha256", text(tls.key())));
  }
}
