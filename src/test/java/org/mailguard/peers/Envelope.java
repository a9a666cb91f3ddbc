package org.mailguard.peers;

import java.util.List;

/** From whom and to whom; not the header's names, but those of MAIL and RCPT. */
public record Envelope(String sender, List<String> recipients) {
  public Envelope {
    recipients = List.copyOf(recipients);
  }

  /** One recipient in the domain that all servers here serve; each local part is a mailbox. */
  public static Envelope to(String mailbox) {
    return new Envelope("alice@sender.test", List.of(mailbox + "@example.test"));
  }
}
