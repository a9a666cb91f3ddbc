package org.mailguard.config;

/** The reference page of all shields, rendered from the texts that are shipped. */
public final class ShieldsPage {
  private static final String HEAD =
      """
      # Shields

      This page is generated from the texts that are shipped; `ShieldsPageTest` says how. `mailguard explain shield NAME`
      prints the same.

      A shield is a set of rules against one known hole, dated by its advisory. A line `shield NAME` in an inspection map puts
      its rules before the map's own; [Shield a server that cannot be upgraded](../guides/shield-an-old-server.md) says how to
      use one. None of them is a patch.

      **The guard does not read inside TLS.** STARTTLS passes through it, and what follows is between client and server. As
      long as the server offers STARTTLS through the guard, an attacker has only to use it to go round a shield. So a shield
      holds together with `no allow-tls`, which takes STARTTLS away from everybody, or before a server that does not offer
      it; without either it stops those who come in clear text.

      No shield expires, and nothing reminds of one: what ends its use is the upgrade of the server, which the guard cannot
      see, and not a date. Its own date is in its name, and `mailguard check` lists the shields of each map.

      | Shield | Advisory | Affects |
      |---|---|---|
      """;

  private ShieldsPage() {}

  /** Markdown. */
  public static String render() {
    StringBuilder page = new StringBuilder(HEAD);
    for (ShieldText shield : ShieldText.all()) {
      page.append(
          "| [%s](#%s) | %s | %s |%n"
              .formatted(
                  shield.name(),
                  shield.name(),
                  cell("[" + shield.note("advisory") + "](" + shield.note("see") + ")"),
                  cell(shield.note("affects"))));
    }
    ShieldText.all().forEach(shield -> render(shield, page));
    return page.toString();
  }

  private static String cell(String note) {
    return note.replace("|", "\\|");
  }

  private static void render(ShieldText shield, StringBuilder page) {
    page.append("\n## ").append(shield.name()).append("\n\n");
    shield
        .notes()
        .forEach((word, note) ->
            page.append(
                "- **%s** %s%n"
                    .formatted(word, word.equals("see") ? "<" + note + ">" : escaped(note))));
    page.append("\n").append(ShieldText.SENTENCE).append("\n\n");
    page.append("```mailguard\n").append(shield.rules()).append("```\n");
  }

  /** What stands between backquotes is code; elsewhere brackets and emphasis are characters. */
  private static String escaped(String note) {
    String[] pieces = note.split("`", -1);
    for (int i = 0; i < pieces.length; i += 2) {
      pieces[i] = pieces[i].replaceAll("([\\\\<*_\\[\\]])", "\\\\$1");
    }
    return String.join("`", pieces);
  }
}
