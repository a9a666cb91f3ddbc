package org.mailguard.inspect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The messages under {@code src/test/resources/content}. In a message a line break is CR LF, {@code
 * \xNN} one octet, and a backslash at the end of a line takes the line break away. Beside it is
 * what the scanner says, and first why the message is there.
 */
final class ContentMessages {
  static final Path FOLDER = Path.of("src/test/resources/content");
  static final Set<ContentSubject> ALL = EnumSet.allOf(ContentSubject.class);

  private ContentMessages() {}

  static List<Path> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path expectation(Path message) {
    return message.resolveSibling(message.getFileName().toString().replace(".eml", ".txt"));
  }

  static byte[] octets(Path message) {
    try {
      return octets(Files.readString(message));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] octets(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && text.startsWith("\n", i + 1)) {
        i++;
      } else if (c == '\\' && text.startsWith("x", i + 1)) {
        octets.write(Integer.parseInt(text, i + 2, i + 4, 16));
        i += 3;
      } else if (c == '\n') {
        octets.write('\r');
        octets.write('\n');
      } else {
        octets.write(c);
      }
    }
    return octets.toByteArray();
  }

  /** What the scanner says of it, in pieces that end before the octets named. */
  static List<String> scan(byte[] message, ContentLimits limits, int... cuts) {
    Recorder recorder = new Recorder();
    ContentScanner scanner = new ContentScanner(ALL, limits, recorder);
    int from = 0;
    for (int cut : cuts) {
      feed(scanner, message, from, cut);
      from = cut;
    }
    feed(scanner, message, from, message.length);
    scanner.end();
    return recorder.lines;
  }

  private static void feed(ContentScanner scanner, byte[] message, int from, int to) {
    // A direct buffer of its own, so that nothing outside the piece can be read.
    ByteBuffer piece = ByteBuffer.allocateDirect(to - from).put(message, from, to - from).flip();
    scanner.scan(piece);
    if (piece.hasRemaining()) {
      throw new AssertionError("octets left over");
    }
  }

  /** Writes all expectations anew, to be read before they are kept. */
  public static void main(String[] arguments) throws IOException {
    for (Path message : all()) {
      Path expected = expectation(message);
      List<String> why =
          Files.readAllLines(expected).stream().filter(line -> line.startsWith("#")).toList();
      List<String> lines = scan(octets(message), ContentLimits.DEFAULT);
      Files.write(expected, Stream.concat(why.stream(), lines.stream()).toList());
    }
  }
}
