import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.SequencedMap;
import java.util.LinkedHashMap;
import java.util.Set;
import org.mailguard.inspect.ContentLimits;
import org.mailguard.inspect.ContentListener;
import org.mailguard.inspect.ContentScanner;
import org.mailguard.inspect.ContentSubject;

/** What looking at content costs, by what is wanted and by the length of the message. */
class Contents {
  private static final int PIECE = 16 * 1024;
  private static final int MIB = 1 << 20;

  /** As a rule would use it: lengths are compared, texts are looked at. */
  private static final class Longest implements ContentListener {
    long longest;

    @Override
    public void headerLine(int part, int depth, long length) {
      longest = Math.max(longest, length);
    }

    @Override
    public void bodyLine(long length) {
      longest = Math.max(longest, length);
    }
  }

  public static void main(String[] arguments) {
    SequencedMap<String, Set<ContentSubject>> wanted = new LinkedHashMap<>();
    wanted.put("lengths", EnumSet.of(ContentSubject.LENGTHS));
    wanted.put("header fields", EnumSet.of(ContentSubject.LENGTHS, ContentSubject.FIELDS));
    wanted.put("all", EnumSet.allOf(ContentSubject.class));
    System.out.println("MiB a second, median of 9:");
    System.out.printf("%-34s%10s%10s%10s%n", "", "1 MiB", "10 MiB", "100 MiB");
    for (String body : new String[] {"base64", "short lines", "small parts", "header fields"}) {
      wanted.forEach(
          (name, subjects) -> {
            System.out.printf("%-34s", body + ", " + name);
            for (int size : new int[] {1, 10, 100}) {
              System.out.printf("%10.0f", size / seconds(message(body, size * MIB), subjects));
            }
            System.out.println();
          });
    }
  }

  private static double seconds(ByteBuffer message, Set<ContentSubject> wanted) {
    double[] seconds = new double[9];
    for (int warm = 0; warm < 100 * MIB / message.limit(); warm++) {
      once(message, wanted);
    }
    for (int round = 0; round < seconds.length; round++) {
      long begin = System.nanoTime();
      once(message, wanted);
      seconds[round] = (System.nanoTime() - begin) / 1e9;
    }
    java.util.Arrays.sort(seconds);
    return seconds[seconds.length / 2];
  }

  private static void once(ByteBuffer message, Set<ContentSubject> wanted) {
    ContentScanner scanner = new ContentScanner(wanted, ContentLimits.DEFAULT, new Longest());
    int length = message.capacity();
    for (int at = 0; at < length; at += PIECE) {
      message.limit(Math.min(length, at + PIECE)).position(at);
      scanner.scan(message);
    }
    scanner.end();
  }

  private static ByteBuffer message(String body, int length) {
    String header =
        "From: a@x.example\r\nTo: b@x.example\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=b\r\n";
    String part =
        switch (body) {
          case "base64" -> "QUJD".repeat(19) + "\r\n";
          case "short lines" -> "ten octets\r\n";
          case "small parts" ->
              "--b\r\nContent-Type: text/plain; name=\"a.txt\"\r\n\r\n" + "text\r\n".repeat(20);
          default -> "X-Field: " + "text ".repeat(12) + "\r\n";
        };
    String between = body.equals("header fields") ? "" : "\r\n--b\r\n\r\n";
    ByteBuffer message = ByteBuffer.allocateDirect(length);
    byte[] octets = part.getBytes(StandardCharsets.US_ASCII);
    message.put((header + between).getBytes(StandardCharsets.US_ASCII));
    while (message.remaining() >= octets.length) {
      message.put(octets);
    }
    message.flip();
    return message.slice();
  }
}
