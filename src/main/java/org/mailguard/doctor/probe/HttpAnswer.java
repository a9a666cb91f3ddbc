package org.mailguard.doctor.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.mailguard.doctor.Printable;

/**
 * As much of HTTP/1.1 (RFC 9112) as it takes to read one small text: a status, the fields that say
 * how long the body is, the body whole or in chunks. Anything but 200 is an error here.
 *
 * @param body at most {@value #LONGEST} octets, UTF-8
 */
record HttpAnswer(String body) {
  /** RFC 8461 section 3.2 speaks of 64 kilobytes. */
  static final int LONGEST = 65_536;

  private static final int LONGEST_LINE = 8192;
  private static final int MOST_FIELDS = 100;

  /**
   * Reads one.
   *
   * @throws IOException if it is not 200, too large, or no HTTP
   */
  static HttpAnswer read(InputStream in) throws IOException {
    String status = line(in);
    if (!status.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
      throw new IOException("HTTP was expected, not " + status);
    }
    String code = status.substring(9, 12);
    if (code.startsWith("3")) {
      throw new IOException(code + ", and a redirect must not be followed (RFC 8461 section 3.3)");
    }
    if (!code.equals("200")) {
      throw new IOException("200 was expected, not " + code);
    }
    long length = -1;
    boolean chunked = false;
    String field = line(in);
    for (int i = 0; !field.isEmpty(); i++) {
      if (i == MOST_FIELDS) {
        throw new IOException("more than " + MOST_FIELDS + " header fields");
      }
      String[] parts = field.split(":", 2);
      String value = parts.length > 1 ? parts[1].strip() : "";
      switch (parts[0].toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = number(value, 10);
        case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
        default -> {}
      }
      field = line(in);
    }
    byte[] body = chunked ? chunks(in) : length < 0 ? rest(in) : exactly(in, length);
    return new HttpAnswer(new String(body, UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("it ended within the header");
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("a header line of more than " + LONGEST_LINE + " octets");
      }
      line.append((char) octet);
    }
    return Printable.of(line.toString().stripTrailing());
  }

  private static long number(String text, int radix) throws IOException {
    try {
      long number = Long.parseLong(text, radix);
      if (number < 0) {
        throw new IOException("a length of " + text);
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IOException("a length was expected, not " + text, e);
    }
  }

  private static byte[] exactly(InputStream in, long length) throws IOException {
    if (length > LONGEST) {
      throw tooLarge();
    }
    byte[] octets = in.readNBytes((int) length);
    if (octets.length < length) {
      throw new EOFException("it ended after " + octets.length + " of " + length + " octets");
    }
    return octets;
  }

  private static byte[] rest(InputStream in) throws IOException {
    byte[] octets = in.readNBytes(LONGEST + 1);
    if (octets.length > LONGEST) {
      throw tooLarge();
    }
    return octets;
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    while (true) {
      long length = number(line(in).split(";", 2)[0].strip(), 16);
      if (length == 0) {
        return octets.toByteArray();
      }
      octets.write(exactly(in, length));
      if (octets.size() > LONGEST) {
        throw tooLarge();
      }
      line(in);
    }
  }

  private static IOException tooLarge() {
    return new IOException("more than " + LONGEST + " octets");
  }
}
