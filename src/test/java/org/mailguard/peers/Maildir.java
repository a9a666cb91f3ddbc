package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The one maildir in which a server puts all mail. For whom a message is, says a field that the
 * server puts at its top. A message is in {@code new} when it is complete.
 */
record Maildir(Path path) {
  private static final Pattern RECIPIENT =
      Pattern.compile("^(?:Delivered-To|Envelope-to): ([^@\n]+)@", Pattern.MULTILINE);
  private static final int TOP = 2048;

  List<StoredMessage> messages() throws IOException {
    List<StoredMessage> messages = new ArrayList<>();
    try (Stream<Path> files = Files.list(path.resolve("new"))) {
      for (Path file : files.sorted().toList()) {
        messages.add(new StoredMessage(mailbox(file), file));
      }
    } catch (NoSuchFileException e) {
      return List.of(); // servers make it with the first message
    }
    return messages;
  }

  private static String mailbox(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Matcher recipient = RECIPIENT.matcher(new String(in.readNBytes(TOP), ISO_8859_1));
      if (!recipient.find()) {
        throw new AssertionError("no recipient at the top of " + file);
      }
      return recipient.group(1);
    }
  }
}
