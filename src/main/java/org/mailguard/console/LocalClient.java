package org.mailguard.console;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What passes between the local door and {@code mailguard console}. Both come from one program, so
 * the form may change with the version that the first line names.
 *
 * <p>The client begins with a line {@code mailguard-console 1 TERM COLUMNS ROWS}; TERM is {@code
 * pipe} if no terminal is there. Then it sends what is typed, in UTF-8. Octet 255 is no part of
 * UTF-8: behind it stand four more, a window's columns and rows. The guard sends what is to be
 * shown, also in UTF-8, and at the end 255 and a status: 0 if every command did what it says.
 */
public final class LocalClient {
  private static final int MARK = 0xff;
  private static final int LONGEST_HELLO = 200;
  private static final Pattern HELLO =
      Pattern.compile("mailguard-console 1 ([!-~]{1,100}) ([0-9]{1,5}) ([0-9]{1,5})");

  private LocalClient() {}

  /** The client's first line. */
  public static byte[] hello(String terminal, int columns, int rows) {
    String name = terminal.replaceAll("[^!-~]", "");
    return "mailguard-console 1 %s %d %d\n"
        .formatted(name.isEmpty() ? "dumb" : name, columns, rows)
        .getBytes(US_ASCII);
  }

  /** What the client sends when its window has another size. */
  public static byte[] window(int columns, int rows) {
    return new byte[] {
      (byte) MARK, (byte) (columns >> 8), (byte) columns, (byte) (rows >> 8), (byte) rows
    };
  }

  /** The index in {@code octets} of the mark before the status, or -1. */
  public static int goodbye(byte[] octets, int length) {
    for (int i = 0; i < length; i++) {
      if ((octets[i] & 0xff) == MARK) {
        return i;
      }
    }
    return -1;
  }

  /** Empty if it is no client of ours. */
  static Optional<TerminalKind> readHello(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0 || line.length() >= LONGEST_HELLO) {
        return Optional.empty();
      }
      line.append((char) octet);
    }
    Matcher hello = HELLO.matcher(line);
    if (!hello.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        hello.group(1).equals("pipe")
            ? TerminalKind.PIPE
            : TerminalKind.of(
                hello.group(1),
                Integer.parseInt(hello.group(2)),
                Integer.parseInt(hello.group(3))));
  }

  /** Gives the screen what the client sends, until it sends no more. */
  static void type(InputStream in, LineScreen screen) {
    byte[] octets = new byte[1024];
    try {
      for (int length = in.read(octets); length > 0; length = in.read(octets)) {
        int from = 0;
        for (int at = 0; at < length; at++) {
          if ((octets[at] & 0xff) == MARK) {
            screen.type(octets, from, at);
            byte[] size = rest(in, octets, at + 1, length);
            screen.window(number(size[0], size[1]), number(size[2], size[3]));
            at = Math.min(length, at + 5) - 1;
            from = at + 1;
          }
        }
        screen.type(octets, from, length);
      }
      screen.hangUp();
    } catch (IOException e) {
      screen.hangUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Four octets, of which some may not have come yet. */
  private static byte[] rest(InputStream in, byte[] octets, int from, int length)
      throws IOException {
    byte[] size = new byte[4];
    int here = Math.max(0, Math.min(4, length - from));
    System.arraycopy(octets, from, size, 0, here);
    if (in.readNBytes(size, here, 4 - here) < 4 - here) {
      throw new IOException("the client is gone");
    }
    return size;
  }

  private static int number(byte high, byte low) {
    return (high & 0xff) << 8 | (low & 0xff);
  }

  static void sayGoodbye(OutputStream out, boolean fine) throws IOException {
    out.write(new byte[] {(byte) MARK, (byte) (fine ? 0 : 1)});
    out.flush();
  }
}
