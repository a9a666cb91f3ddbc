package org.mailguard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.mailguard.trace.DialogueParser;
import org.mailguard.trace.DialogueResult;

/** Dialogues on disk and on standard input. */
final class DialogueFile {
  private DialogueFile() {}

  static DialogueResult read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return read(path.toString(), in);
    } catch (NoSuchFileException e) {
      throw new IOException(path + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException(path + ": permission denied", e);
    }
  }

  /** No more is read than a dialogue may have. */
  static DialogueResult read(String name, InputStream in) throws IOException {
    byte[] octets = in.readNBytes(DialogueParser.MAX_TEXT + 1);
    try {
      return DialogueParser.parse(
          name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException e) {
      throw new IOException(
          name
              + (octets.length > DialogueParser.MAX_TEXT
                  ? ": longer than " + DialogueParser.MAX_TEXT + " octets"
                  : ": not UTF-8; octets are written as \\xNN"),
          e);
    }
  }
}
