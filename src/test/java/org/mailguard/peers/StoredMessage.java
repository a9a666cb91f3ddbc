package org.mailguard.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A message that a server has stored, as it wrote it: with LF, behind its own trace fields.
 *
 * @param mailbox the local part of the recipient, as the server had it
 * @param file where it is
 * @param surplus how many octets the server adds at the end
 */
public record StoredMessage(String mailbox, Path file, int surplus) {
  StoredMessage(String mailbox, Path file) {
    this(mailbox, file, 0);
  }

  /** The message without what was added at the end. */
  public byte[] octets() throws IOException {
    byte[] all = Files.readAllBytes(file);
    return Arrays.copyOf(all, all.length - surplus);
  }

  /** What was sent, without what servers put in front. */
  public Content content() throws IOException {
    return Content.of(octets());
  }
}
