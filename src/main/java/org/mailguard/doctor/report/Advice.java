package org.mailguard.doctor.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mailguard.doctor.Confidence;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Symptom;

/**
 * What follows from findings, in words: the same whether a server was asked or a log was read.
 *
 * @param findings those that are blamed, in order
 * @param occasion how they came to be seen
 */
public record Advice(List<Finding> findings, Occasion occasion) {
  private static final int PRODUCTS_SHOWN = 3;

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\b(?:[A-Z]+-ADDRESS|CONNECTOR|PROFILE|POLICY)\\b");

  /** For remedies with words that the reader has to replace. */
  public static final String PLACEHOLDERS =
      "Words such as SERVER-ADDRESS and CONNECTOR stand for what it is called where you type.";

  public Advice {
    findings = List.copyOf(findings);
  }

  /**
   * What a letter says of the way in which something was seen.
   *
   * @param trouble how it begins, a sentence
   * @param seen what leads to the place of the evidence: {@code We got, at}
   * @param check its last sentence
   */
  public record Occasion(String trouble, String seen, String check) {}

  /** {@code Cisco PIX or ASA; and a box that hides STARTTLS}, three at most. */
  public String products() {
    return findings.stream()
        .map(Finding::product)
        .distinct()
        .limit(PRODUCTS_SHOWN)
        .collect(Collectors.joining("; and "));
  }

  /** How sure the surest of them is, a sentence. */
  public String sureness() {
    Confidence best =
        findings.stream()
            .map(Finding::confidence)
            .min(Comparator.naturalOrder())
            .orElse(Confidence.HINT);
    return switch (best) {
      case SURE -> "That is sure.";
      case LIKELY -> "That is likely, and something else may do the same.";
      case HINT -> "No sign of it is sure alone; together they point there.";
    };
  }

  /** What they explain, in the order of the article. */
  public List<Symptom> symptoms() {
    return findings.stream()
        .flatMap(finding -> finding.explains().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** What to change, the gentler first. */
  public List<Remedy> remedies() {
    return findings.stream()
        .flatMap(finding -> finding.remedy().stream())
        .distinct()
        .sorted(Comparator.comparingInt(Remedy::step))
        .toList();
  }

  /** True if remedies have words that the reader has to replace. */
  public boolean hasPlaceholders() {
    return remedies().stream()
        .flatMap(remedy -> remedy.lines().stream())
        .anyMatch(line -> PLACEHOLDER.matcher(line).find());
  }

  /** {@code Cisco ASA, 7.2 and later: let TLS pass.} */
  public static String heading(Remedy remedy) {
    return box(remedy) + ": " + remedy.does();
  }

  /** Whose, and of which release. */
  public static String box(Remedy remedy) {
    return capital(remedy.box()) + (remedy.release().isEmpty() ? "" : ", " + remedy.release());
  }

  /** As it stands at the beginning of a sentence. */
  public static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** What is lost by it, a sentence. */
  public static String cost(Remedy remedy) {
    return "Cost in security: "
        + remedy.cost()
        + (remedy.cost().endsWith(".") ? "" : ".")
        + (remedy.checked() ? "" : " Not checked on a device.");
  }
}
