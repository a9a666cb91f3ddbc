package org.mailguard.doctor.watch;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.probe.Step;
import org.mailguard.doctor.probe.TlsSeen;
import org.mailguard.doctor.probe.Visit;
import org.mailguard.doctor.report.AddressReport;

/**
 * What is known of one address after a run.
 *
 * @param address with its port
 * @param certificate SHA-256 of the server's certificate in hexadecimal; empty if TLS did not come
 *     up
 * @param expires of the certificate, as the report has it
 * @param findings products by ids
 */
record AddressState(
    String host,
    String address,
    Verdict verdict,
    String certificate,
    String expires,
    SortedMap<String, String> findings) {

  static AddressState of(AddressReport report) {
    SortedMap<String, String> findings = new TreeMap<>();
    report.findings().forEach(finding -> findings.put(finding.id(), finding.product()));
    String certificate = "";
    String expires = "";
    for (Visit visit : report.visits()) {
      TlsSeen tls = visit.step() == Step.TLS ? visit.tls() : null;
      if (tls != null && tls.isUp() && !tls.chain().isEmpty()) {
        certificate = sha256(tls.chain().getFirst());
        expires = tls.expires();
      }
    }
    return new AddressState(
        report.host(), report.address(), report.verdict(), certificate, expires, findings);
  }

  /** True if all was asked, so that what is not here is not there. */
  boolean isWhole() {
    return verdict == Verdict.CLEAN || verdict == Verdict.INTERFERENCE;
  }

  AddressState after(AddressState before) {
    if (isWhole()) {
      return this;
    }
    SortedMap<String, String> all = new TreeMap<>(before.findings);
    all.putAll(findings);
    boolean seen = !certificate.isEmpty();
    return new AddressState(
        host,
        address,
        verdict,
        seen ? certificate : before.certificate,
        seen ? expires : before.expires,
        all);
  }

  private static String sha256(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
