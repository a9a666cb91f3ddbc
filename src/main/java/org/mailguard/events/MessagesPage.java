package org.mailguard.events;

/** The reference page of all message ids, rendered from the catalogue. */
public final class MessagesPage {
  private static final String HEAD =
      """
      # Messages

      This page is generated from the catalogue of the program; `MessagesPageTest` says how. `mailguard explain ID` prints
      the same.
      """;

  private MessagesPage() {}

  /** Markdown. */
  public static String render() {
    StringBuilder page = new StringBuilder(HEAD);
    for (MessageId id : MessageId.values()) {
      page.append("\n## ").append(id.id()).append("\n\n").append(id.summary()).append("\n\n");
      id.reply().ifPresent(reply -> page.append("- Reply: `").append(reply).append("`\n"));
      page.append("- Why: ").append(id.reason()).append('\n');
      page.append("- Do: ").append(id.remedy()).append('\n');
    }
    return page.toString();
  }
}
