package org.mailguard.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of one header say about the part: type, boundary, encoding, disposition. File
 * names are reported at once and not kept, but for one that the others are compared with.
 *
 * <p>Of several Content-Type fields the first counts, but a later one that opens a multipart counts
 * before it. A header that says two things of what decides how the part is taken apart - its type,
 * its boundary, its encoding - contradicts itself: programs differ in which they take, and the
 * guard can follow one of them only.
 */
final class EntityHeader {
  /** A type, an encoding or a disposition is kept to this length. */
  private static final int WORD_LENGTH = 256;

  private final Reports reports;
  private int number;
  private boolean mimeVersion;
  private boolean typeSeen;
  private boolean dispositionSeen;
  private boolean encodingSeen;
  private String type = "";
  private @Nullable String boundary;
  private String encoding = "";
  private String disposition = "";
  private @Nullable String name;
  private boolean named;
  private boolean cut;
  private boolean contradicts;

  EntityHeader(Reports reports) {
    this.reports = reports;
  }

  void begin(int part) {
    number = part;
    mimeVersion = false;
    typeSeen = false;
    dispositionSeen = false;
    encodingSeen = false;
    type = "";
    boundary = null;
    encoding = "";
    disposition = "";
    name = null;
    named = false;
    cut = false;
    contradicts = false;
  }

  /**
   * A field of the header.
   *
   * @param isCut true if there was more of it
   */
  void field(FieldName field, String value, boolean isCut) {
    cut |= isCut && field.isMime();
    switch (field) {
      case CONTENT_TYPE -> {
        report("Content-Type", value);
        contentType(new MimeParameters(value, reports.limits.parameters()));
      }
      case CONTENT_DISPOSITION -> {
        report("Content-Disposition", value);
        disposition(new MimeParameters(value, reports.limits.parameters()));
      }
      case CONTENT_TRANSFER_ENCODING -> {
        report("Content-Transfer-Encoding", value);
        encoding(value);
      }
      case MIME_VERSION -> mimeVersion = true;
      default -> {}
    }
  }

  private void report(String written, String value) {
    if (reports.isReported(number)) {
      reports.listener.partField(number, written, value);
    }
  }

  private void contentType(MimeParameters field) {
    boolean repeated = typeSeen;
    if (repeated) {
      reports.anomaly(ContentAnomaly.REPEATED_CONTENT_TYPE, number);
    }
    typeSeen = true;
    EnumSet<ContentAnomaly> anomalies = anomalies(field);
    Set<String> boundaries = boundaries(field, anomalies);
    report(anomalies);
    String found = field.value();
    int slash = found.indexOf('/');
    if (slash < 1 || slash == found.length() - 1 || found.indexOf(' ') >= 0) {
      reports.anomaly(ContentAnomaly.BROKEN_CONTENT_TYPE, number);
    }
    boolean opens = found.startsWith("multipart/") && !boundaries.isEmpty();
    String kept = cut(found, WORD_LENGTH);
    @Nullable String first =
        opens ? cut(boundaries.iterator().next(), reports.limits.boundaryLength() + 1) : null;
    contradicts |= repeated && !(kept.equals(type) && Objects.equals(first, boundary));
    contradicts |= opens && boundaries.size() > 1;
    if (!repeated || (opens && boundary == null)) {
      type = kept;
      boundary = first;
    }
    names(field);
  }

  /**
   * All readings. "boundary*0=" is one too: RFC 2231 allows it, few programs read it. Blanks at the
   * end do not count (RFC 2046 section 5.1.1).
   */
  private static Set<String> boundaries(MimeParameters field, Set<ContentAnomaly> anomalies) {
    Set<String> boundaries = new LinkedHashSet<>();
    for (MimeParameters.Parameter parameter : field.parameters()) {
      if (parameter.name().equals("boundary")) {
        parameter.readings().forEach(reading -> boundaries.add(reading.stripTrailing()));
      }
    }
    boolean plain = !boundaries.isEmpty();
    boolean extended =
        field.parameters().stream().anyMatch(other -> other.name().startsWith("boundary*"));
    if (extended) {
      ExtendedParameters.values(field.parameters(), "boundary", anomalies)
          .forEach(reading -> boundaries.add(reading.stripTrailing()));
    }
    if (boundaries.size() > 1 || (plain && extended)) {
      anomalies.add(ContentAnomaly.REPEATED_PARAMETER);
    }
    return boundaries;
  }

  private void disposition(MimeParameters field) {
    if (dispositionSeen) {
      reports.anomaly(ContentAnomaly.REPEATED_DISPOSITION, number);
    } else {
      disposition = cut(field.value(), WORD_LENGTH);
    }
    dispositionSeen = true;
    report(anomalies(field));
    names(field);
  }

  private static String cut(String text, int length) {
    return text.length() > length ? text.substring(0, length) : text;
  }

  private void encoding(String value) {
    String found = new MimeParameters(value, 1).value();
    if (encodingSeen) {
      reports.anomaly(ContentAnomaly.REPEATED_ENCODING, number);
      contradicts |= !cut(found, WORD_LENGTH).equals(encoding);
    } else {
      encoding = cut(found, WORD_LENGTH);
    }
    encodingSeen = true;
  }

  private static EnumSet<ContentAnomaly> anomalies(MimeParameters field) {
    EnumSet<ContentAnomaly> anomalies = EnumSet.noneOf(ContentAnomaly.class);
    anomalies.addAll(field.anomalies());
    return anomalies;
  }

  private void report(Set<ContentAnomaly> anomalies) {
    cut |= anomalies.contains(ContentAnomaly.TOO_MANY_PARAMETERS);
    anomalies.forEach(anomaly -> reports.anomaly(anomaly, number));
  }

  /** Programs take a name from either field, by either word. */
  private void names(MimeParameters field) {
    if (!reports.isReported(number)) {
      return;
    }
    names(field, "name");
    names(field, "filename");
  }

  private void names(MimeParameters field, String parameter) {
    EnumSet<ContentAnomaly> anomalies = EnumSet.noneOf(ContentAnomaly.class);
    Set<String> values = ExtendedParameters.values(field.parameters(), parameter, anomalies);
    report(anomalies);
    for (String value : values) {
      if (named && !value.equals(name)) {
        reports.anomaly(ContentAnomaly.NAMES_DIFFER, number);
      }
      if (value.codePoints().anyMatch(EntityHeader::isControl)) {
        reports.anomaly(ContentAnomaly.CONTROL_IN_NAME, number);
      }
      reports.listener.fileName(new FileName(number, parameter, value));
      if (!named) {
        name = value;
        named = true;
      }
    }
  }

  private static boolean isControl(int point) {
    return Character.isISOControl(point)
        || (point >= 0x202a && point <= 0x202e)
        || (point >= 0x2066 && point <= 0x2069)
        || point == 0x200e
        || point == 0x200f
        || point == 0x2028
        || point == 0x2029;
  }

  /** All fields are in. */
  Part part(int parent, int depth, boolean inDigest) {
    if (number == 0 && typeSeen && !mimeVersion) {
      reports.anomaly(ContentAnomaly.NO_MIME_VERSION, number);
    }
    // RFC 2046 sections 5.1.5 and 5.2; a broken type is text too.
    String meant = type.isEmpty() ? inDigest ? "message/rfc822" : "text/plain" : type;
    return new Part(
        number,
        parent,
        depth,
        meant,
        TransferEncoding.of(encoding),
        encoding,
        disposition,
        cut,
        contradicts);
  }

  /** Of a multipart; null if it has none. */
  byte @Nullable [] boundary() {
    return boundary == null ? null : boundary.getBytes(ISO_8859_1);
  }
}
