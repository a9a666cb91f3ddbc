package org.mailguard.doctor.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Printable;
import org.xbill.DNS.TLSARecord;

/**
 * What a domain publishes about TLS, beside what its server offers.
 *
 * @param keys of the host, RFC 7672
 * @param mode of MTA-STS, RFC 8461: {@code enforce}, {@code testing}, {@code none}, or empty
 * @param hosts that the policy lists, perhaps with a star in the first place
 * @param trouble what could not be asked, or empty
 */
public record TlsPolicy(List<TLSARecord> keys, String mode, List<String> hosts, String trouble) {
  private static final Pattern VERSION = Pattern.compile("^v=STSv1\\s*(;|$)");

  private static final Set<String> MODES = Set.of("enforce", "testing", "none");

  public TlsPolicy {
    keys = List.copyOf(keys);
    hosts = List.copyOf(hosts);
  }

  /** Of one host of a domain. What cannot be had is taken for not published. */
  public static TlsPolicy of(Names names, String domain, String host, int port) {
    return of(names, PolicyFetch.USUAL, domain, host, port);
  }

  static TlsPolicy of(Names names, PolicyFetch fetch, String domain, String host, int port) {
    List<TLSARecord> keys = List.of();
    try {
      keys = names.keys(host, port);
      // RFC 8461 section 3.1: with more than one of them there is no policy.
      long published =
          names.texts("_mta-sts." + domain).stream().filter(VERSION.asPredicate()).count();
      if (published == 1) {
        return parse(keys, fetch.text(names, domain));
      }
    } catch (IOException e) {
      return unknown(keys, Printable.of(String.valueOf(e.getMessage())));
    }
    return unknown(keys, "");
  }

  /**
   * The text of a policy, RFC 8461 section 3.2. One that is not whole says nothing about anybody.
   */
  static TlsPolicy parse(List<TLSARecord> keys, String text) {
    String version = "";
    String mode = "";
    List<String> hosts = new ArrayList<>();
    for (String line : text.lines().limit(1000).toList()) {
      String[] parts = line.split(":", 2);
      String value = parts.length > 1 ? Printable.of(parts[1].strip()) : "";
      switch (parts[0].strip()) {
        case "version" -> version = version.isEmpty() ? value : version;
        case "mode" -> mode = mode.isEmpty() ? value : mode;
        case "mx" -> hosts.add(value);
        default -> {}
      }
    }
    if (!version.equals("STSv1")) {
      return unknown(keys, "a policy has a line version: STSv1");
    }
    if (!MODES.contains(mode)) {
      return unknown(keys, "a policy has a line mode: enforce, testing or none");
    }
    if (hosts.isEmpty() && !mode.equals("none")) {
      return unknown(keys, "a policy has a line mx: for each host");
    }
    return new TlsPolicy(keys, mode, hosts, "");
  }

  private static TlsPolicy unknown(List<TLSARecord> keys, String trouble) {
    return new TlsPolicy(keys, "", List.of(), trouble);
  }

  private boolean lists(String host) {
    int dot = host.indexOf('.');
    return hosts.stream()
        .anyMatch(known ->
            known.equalsIgnoreCase(host)
                || (known.startsWith("*.")
                    && dot > 0
                    && known.substring(1).equalsIgnoreCase(host.substring(dot))));
  }

  /** Where policy and server do not agree. */
  public List<Observation> facts(String host, List<Visit> visits) {
    List<Observation> facts = new ArrayList<>();
    Visit visit =
        visits.stream()
            .filter(it -> it.step() == Step.TLS && !it.exchanges().isEmpty())
            .findFirst()
            .orElse(null);
    if (visit == null) {
      return facts;
    }
    Heard ehlo = visit.reply("EHLO").orElse(null);
    boolean offered =
        visit.tls() != null || (ehlo != null && Offer.of(ehlo).keywords().contains("STARTTLS"));
    boolean told = ehlo != null && ehlo.isWhole();
    String reply = ehlo == null ? "" : Observations.shown(ehlo);
    if (!keys.isEmpty() && told && !offered) {
      facts.add(
          Observations.fact("tlsa-without-starttls", "TLSA " + keys.size() + "\n" + reply, visit));
    }
    if (mode.equals("enforce") && told && !offered) {
      facts.add(Observations.fact("sts-without-starttls", "mode: enforce\n" + reply, visit));
    }
    if (mode.equals("enforce") && !lists(host)) {
      facts.add(
          Observations.fact(
              "sts-host-missing", host + " is not in " + String.join(" ", hosts), visit));
    }
    TlsSeen tls = visit.tls();
    if (tls != null && tls.isUp()) {
      certificate(host, visit, tls, facts);
    }
    return facts;
  }

  private void certificate(String host, Visit visit, TlsSeen tls, List<Observation> facts) {
    if (!tls.isFor(host)) {
      facts.add(
          Observations.fact(
              "certificate-name", host + " is not in " + String.join(" ", tls.names()), visit));
    }
    if (!tls.trust().isEmpty()) {
      facts.add(
          Observations.fact(
              "certificate-untrusted", "issuer=" + tls.issuer() + "\n" + tls.trust(), visit));
    }
    // RFC 7672 section 3.1: only 2 and 3 are for mail.
    List<TLSARecord> usable = keys.stream().filter(key -> key.getCertificateUsage() >= 2).toList();
    if (!usable.isEmpty() && usable.stream().noneMatch(key -> matches(key, tls))) {
      facts.add(Observations.fact("tlsa-mismatch", "SHA-256 of the key: " + tls.key(), visit));
    }
  }

  /** RFC 6698 section 2.1: 3 is the server's own certificate, 2 any of the chain. */
  private static boolean matches(TLSARecord key, TlsSeen tls) {
    List<byte[]> chain = key.getCertificateUsage() == 3 ? tls.chain().subList(0, 1) : tls.chain();
    return chain.stream().anyMatch(certificate -> matches(key, certificate));
  }

  private static boolean matches(TLSARecord key, byte[] certificate) {
    try {
      byte[] selected =
          key.getSelector() == 0
              ? certificate
              : CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(certificate))
                  .getPublicKey()
                  .getEncoded();
      byte[] association =
          switch (key.getMatchingType()) {
            case 1 -> MessageDigest.getInstance("SHA-256").digest(selected);
            case 2 -> MessageDigest.getInstance("SHA-512").digest(selected);
            default -> selected;
          };
      return Arrays.equals(
          association, Objects.requireNonNull(key.getCertificateAssociationData()));
    } catch (CertificateException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
