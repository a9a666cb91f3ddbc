package org.mailguard.inspect;

import java.util.ArrayList;
import java.util.List;

/** Writes down each report as a line; lengths of lines are gathered in a line each. */
final class Recorder implements ContentListener {
  final List<String> lines = new ArrayList<>();
  private final StringBuilder headerLines = new StringBuilder();
  private final StringBuilder bodyLines = new StringBuilder();

  @Override
  public void headerLine(int part, int depth, long length) {
    headerLines.append(part == 0 ? " " : " " + part + ":").append(length);
  }

  @Override
  public void bodyLine(long length) {
    bodyLines.append(' ').append(length);
  }

  @Override
  public void field(HeaderField field) {
    String decoded = field.decoded();
    say("field %d %s: %s".formatted(field.part(), field.name(), field.value()));
    if (!decoded.equals(field.value())) {
      say("  decoded: %s".formatted(decoded));
    }
  }

  @Override
  public void headerEnd(HeaderTotals header) {
    say(
        "header %d: %d octets, %d fields, to %d, received %d"
            .formatted(
                header.part(),
                header.length(),
                header.fields(),
                header.toAddresses(),
                header.received()));
  }

  @Override
  public void part(Part part) {
    say(
        "part %d in %d, depth %d: %s, %s [%s] %s"
            .formatted(
                part.number(),
                part.parent(),
                part.depth(),
                part.type(),
                part.encoding().word(),
                part.encodingName(),
                part.disposition()));
  }

  @Override
  public void fileName(FileName name) {
    say("%s %d: %s".formatted(name.parameter(), name.part(), name.name()));
  }

  @Override
  public void signature(PartSignature found) {
    say(
        "signature %d: %s %s%s"
            .formatted(
                found.part(),
                found.signature(),
                found.member(),
                found.isNestedArchive() ? " (an archive)" : ""));
  }

  @Override
  public void partEnd(int part, int depth, long size) {
    say("end of %d: %d octets".formatted(part, size));
  }

  @Override
  public void anomaly(ContentAnomaly kind, int part, long offset) {
    say("! %s in %d at %d".formatted(kind, part, offset));
  }

  @Override
  public void end(ContentTotals totals) {
    say("header lines%s".formatted(headerLines));
    say("body lines%s".formatted(bodyLines));
    say(
        "total %d: header %d, body %d, longest %d and %d, %d fields, %d parts, depth %d"
            .formatted(
                totals.length(),
                totals.headerLength(),
                totals.bodyLength(),
                totals.longestHeaderLine(),
                totals.longestBodyLine(),
                totals.fields(),
                totals.parts(),
                totals.depth()));
  }

  private void say(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean shown = c >= ' ' && c != 0x7f && (c < 0x80 || Character.isLetter(c));
      line.append(shown ? c : String.format("\\u%04x", (int) c));
    }
    lines.add(line.toString().stripTrailing());
  }
}
