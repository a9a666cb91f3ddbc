package org.mailguard.peers;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Prints docs/symptoms.md. */
final class SymptomsPage {
  private static final int WIDTH = 120;
  private static final String HEAD =
      """
      # The fourteen symptoms

      A support article listed fourteen things that go wrong behind a PIX with Mailguard. Each is shown here behind each old
      release and behind Mailguard as it comes. This page is written by a test (`SymptomMatrixTest`), with real senders and
      servers where Debian has them (Postfix, swaks) and with stand-ins for Exchange, Outlook and a person at a Telnet client;
      a symptom that is not there where it was, or that is there behind the default, fails the build.

      p40 is PIX 4.0 and 4.1, p42 is 4.2 and 4.3, p44 is 4.4 and 5.0, p51 is 5.1 to 6.3, p70 is 7.0 and 7.1, a72 is the ASA from
      7.2 to 9.3, a94 the ASA since; what each does is in [Old Mailguards](guides/old-mailguard.md). Where a defect of some
      versions is needed for a symptom, it is switched on, and the text says so.

      """;
  private static final String LEGEND =
      """

      **there**: the symptom is reproduced. **cured**: it is not there behind the default; `cured¹`: for the peers that a class
      names ([Policy by peer](guides/policy-by-peer.md)), since private verbs of Exchange pass for nobody else; `cured²`: through
      AUTH; a server without it that knows its users by the address they fetched mail from sees the guard's. `-`: the
      release did not have it, and the test sees that it has not.

      To see one with your own eyes, put the box before a server of your own, in one terminal, and type in another. The lines
      were run by a test (`SymptomLinesTest`) as they stand here.
      """;

  private SymptomsPage() {}

  static String of(Map<Symptom, Map<SymptomProfile, Sighting>> seen) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("| | Symptom |");
    for (SymptomProfile profile : SymptomProfile.values()) {
      page.append(' ').append(profile.title()).append(" |");
    }
    page.append("\n|---|---|").append("---|".repeat(SymptomProfile.values().length)).append('\n');
    seen.forEach((symptom, row) -> {
      page.append(
          "| [%d](#%s) | %s |".formatted(symptom.number(), anchor(symptom), symptom.title()));
      row.forEach((profile, sighting) ->
          page.append(' ').append(word(symptom, profile, sighting)).append(" |"));
      page.append('\n');
    });
    page.append(LEGEND);
    seen.forEach((symptom, row) -> section(symptom, row, page));
    return page.toString();
  }

  private static String word(Symptom symptom, SymptomProfile profile, Sighting sighting) {
    if (sighting.isThere()) {
      return "there";
    }
    return !profile.isDefault() ? "-" : symptom.cure();
  }

  private static void section(
      Symptom symptom, Map<SymptomProfile, Sighting> row, StringBuilder page) {
    page.append("\n## %s\n\n".formatted(heading(symptom)))
        .append(wrapped(symptom.mechanism()))
        .append("\n\n```\n");
    Map<String, String> told = new LinkedHashMap<>();
    row.forEach((profile, sighting) -> {
      if (sighting.isThere() || profile.isDefault()) {
        told.merge(
            String.join("\n", sighting.octets()),
            profile.title(),
            (before, more) -> before + ", " + more);
      }
    });
    told.forEach(
        (octets, profiles) -> page.append(profiles).append(":\n").append(octets.indent(2)));
    SymptomTry way = SymptomTry.of(symptom);
    page.append("```\n\nSee it:\n\n```\n")
        .append(way.box("127.0.0.1:25"))
        .append("\n```\n\n```\n")
        .append(way.line())
        .append("\n```\n");
  }

  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ", -1)) {
      boolean breaks = column + 1 + word.length() > WIDTH;
      if (column > 0) {
        lines.append(breaks ? '\n' : ' ');
      }
      lines.append(word);
      column = breaks || column == 0 ? word.length() : column + 1 + word.length();
    }
    return lines.toString();
  }

  private static String heading(Symptom symptom) {
    return symptom.number() + ". " + symptom.title();
  }

  /** As GitHub makes one of a heading. */
  private static String anchor(Symptom symptom) {
    return heading(symptom)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 _-]", "")
        .replace(' ', '-');
  }
}
