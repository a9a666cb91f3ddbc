package org.mailguard.doctor.read;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text, a character for each octet (ISO 8859-1), however they end. A byte order mark
 * is not part of the first. UTF-16, in which Windows programs save, becomes ASCII where it is that
 * and question marks where not.
 */
final class TextLines {
  /** Of one line; what is beyond is dropped, and {@link #isCut} tells. */
  static final int LONGEST = 64 * 1024;

  private final InputStream in;
  private final Encoding encoding;
  private final byte[] buffer = new byte[16 * 1024];
  private int position;
  private int filled;
  private long number;
  private int waiting;
  private boolean cut;

  /** How the text begins. */
  private enum Encoding {
    OCTETS(1),
    UTF_16_LE(2),
    UTF_16_BE(2);

    private final int width;

    Encoding(int width) {
      this.width = width;
    }
  }

  /**
   * Reads {@code in} from where it is.
   *
   * @param in supports {@link InputStream#mark}
   */
  TextLines(InputStream in) throws IOException {
    this.in = in;
    in.mark(4);
    byte[] start = in.readNBytes(3);
    in.reset();
    int first = start.length > 0 ? start[0] & 0xff : -1;
    int second = start.length > 1 ? start[1] & 0xff : -1;
    if (first == 0xff && second == 0xfe) {
      encoding = Encoding.UTF_16_LE;
      in.skipNBytes(2);
    } else if (first == 0xfe && second == 0xff) {
      encoding = Encoding.UTF_16_BE;
      in.skipNBytes(2);
    } else {
      encoding = Encoding.OCTETS;
      if (start.length == 3 && first == 0xef && second == 0xbb && (start[2] & 0xff) == 0xbf) {
        in.skipNBytes(3);
      }
    }
    waiting = read();
  }

  /** The next line without its end, or null at the end of the text. */
  @Nullable String next() throws IOException {
    if (waiting < 0) {
      return null;
    }
    StringBuilder line = new StringBuilder(128);
    int c = waiting;
    while (c >= 0 && c != '\n') {
      if (line.length() < LONGEST) {
        line.append((char) c);
      } else {
        cut = true;
      }
      c = read();
    }
    waiting = c < 0 ? c : read();
    number++;
    int length = line.length();
    return length > 0 && line.charAt(length - 1) == '\r'
        ? line.substring(0, length - 1)
        : line.toString();
  }

  /** Of the line that {@link #next} has given, from 1. */
  long number() {
    return number;
  }

  /** True if a line was longer than {@value #LONGEST} characters. */
  boolean isCut() {
    return cut;
  }

  private int read() throws IOException {
    int first = octet();
    if (first < 0 || encoding.width == 1) {
      return first;
    }
    int second = octet();
    int high = encoding == Encoding.UTF_16_LE ? second : first;
    int low = encoding == Encoding.UTF_16_LE ? first : second;
    return high == 0 ? low : '?';
  }

  /** A stream takes a lock for each octet, which is most of the time that a long log needs. */
  private int octet() throws IOException {
    if (position == filled) {
      filled = in.read(buffer);
      position = 0;
      if (filled <= 0) {
        filled = 0;
        return -1;
      }
    }
    return buffer[position++] & 0xff;
  }
}
