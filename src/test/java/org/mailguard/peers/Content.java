package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A message in the form in which both ends of a path can be compared.
 *
 * <p>A sender puts CRLF on the wire, a maildir holds LF, and every server on the way puts trace
 * fields in front. So the form is: CRLF becomes LF; the unbroken run of trace fields at the very
 * top is taken off, and their names are kept in order, so that a test can say which ones there must
 * be; a last line without an end gets one, as SMTP gives it one. Nothing else: no blanks, no case,
 * no folding, no field further down. Two messages with one digest therefore differ at most in what
 * a maildir cannot show (CRLF or LF), or in the values of trace fields.
 *
 * <p>One special case: Exim writes the empty line after an empty header, Postfix does not. For a
 * message of no octets at all, that line is dropped.
 */
public final class Content {
  /**
   * The fields that Postfix, Exim and OpenSMTPD add at the top when they receive or store a
   * message.
   */
  private static final Set<String> TRACE =
      Set.of(
          "return-path",
          "x-original-to",
          "delivered-to",
          "envelope-to",
          "received",
          "x-client-addr",
          "x-client-proto",
          "x-helo-args",
          "x-mail-args",
          "x-rcpt-args");

  private final byte[] octets;
  private final List<String> trace;

  private Content(byte[] octets, List<String> trace) {
    this.octets = octets;
    this.trace = trace;
  }

  /** The content of a message as it was given to a sender, or as it was found in a mailbox. */
  public static Content of(byte[] message) {
    byte[] lines = withLineFeeds(message);
    List<String> trace = new ArrayList<>();
    int at = 0;
    for (String name = fieldName(lines, at); TRACE.contains(name); name = fieldName(lines, at)) {
      trace.add(name);
      at = endOfField(lines, at);
    }
    byte[] rest = Arrays.copyOfRange(lines, at, lines.length);
    return new Content(
        rest.length == 1 && rest[0] == '\n' ? new byte[0] : rest, List.copyOf(trace));
  }

  /** The SHA-256 of a message's content, in hexadecimal. */
  public static String digest(byte[] message) {
    return of(message).digest();
  }

  /** The SHA-256 in hexadecimal. */
  public String digest() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** The names of the trace fields that were taken off, in lower case, from the top. */
  public List<String> trace() {
    return trace;
  }

  /** The octets that are compared. */
  public byte[] octets() {
    return octets.clone();
  }

  private static byte[] withLineFeeds(byte[] message) {
    var lines = new ByteArrayOutputStream(message.length + 1);
    for (int i = 0; i < message.length; i++) {
      boolean startsCrLf = message[i] == '\r' && i + 1 < message.length && message[i + 1] == '\n';
      if (!startsCrLf) {
        lines.write(message[i]);
      }
    }
    if (message.length > 0 && message[message.length - 1] != '\n') {
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  /** The name of the header field that starts here, or an empty text if none does. */
  private static String fieldName(byte[] lines, int start) {
    int end = start;
    while (end < lines.length && lines[end] > ' ' && lines[end] != ':') {
      end++;
    }
    boolean isField = end > start && end < lines.length && lines[end] == ':';
    return isField
        ? new String(lines, start, end - start, ISO_8859_1).toLowerCase(Locale.ROOT)
        : "";
  }

  /** Where the line after the field starts, continuation lines skipped. */
  private static int endOfField(byte[] lines, int start) {
    int at = start;
    do {
      while (lines[at] != '\n') {
        at++;
      }
      at++;
    } while (at < lines.length && (lines[at] == ' ' || lines[at] == '\t'));
    return at;
  }
}
