package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/**
 * Messages that something between two servers is likely to damage. The same octets in every run:
 * what is random in them comes from a seed.
 */
public final class Messages {
  private static final long SEED = 5321;

  private Messages() {}

  /** All that every mail server takes after DATA and leaves as it is. */
  public static List<TestMessage> text() {
    return List.of(
        emptyBody(),
        kibibyte(),
        utf8(),
        latin1(),
        lineOf(998),
        lineOf(2000),
        dots(),
        commands(),
        tenMebibytes());
  }

  /** A header and nothing behind the empty line. */
  public static TestMessage emptyBody() {
    return new TestMessage("emptybody", header("emptybody", "us-ascii").getBytes(ISO_8859_1));
  }

  /**
   * No header, no body: the end mark follows 354 at once. Mail servers make a header for it, each
   * another one, so this is for peers that store what came.
   */
  public static TestMessage empty() {
    return new TestMessage("empty", new byte[0]);
  }

  /** 1 KiB of ordinary text. */
  public static TestMessage kibibyte() {
    return filled("kibibyte", 1 << 10);
  }

  /** 10 MiB of ordinary text. */
  public static TestMessage tenMebibytes() {
    return filled("mebibytes", 10 << 20);
  }

  /** Text in UTF-8, with characters of two, three and four octets. */
  public static TestMessage utf8() {
    return new TestMessage(
        "utf8", (header("utf8", "utf-8") + "Grüße, ¿qué?, 漢字, \uD83D\uDCEC\r\n").getBytes(UTF_8));
  }

  /**
   * Every octet from 0x80 to 0xFF, which is no UTF-8; 0x85 and 0xA0 are space or line end to
   * careless programs.
   */
  public static TestMessage latin1() {
    var body = new StringBuilder(header("latin1", "iso-8859-1"));
    for (char c = 0x80; c <= 0xff; c++) {
      body.append(c).append(c % 16 == 15 ? "\r\n" : " ");
    }
    return new TestMessage("latin1", body.toString().getBytes(ISO_8859_1));
  }

  /**
   * Body lines of exactly this many octets, CRLF not counted: 998 is the limit of RFC 5322, 2000 is
   * over it.
   */
  public static TestMessage lineOf(int length) {
    String name = "line" + length;
    String line = "0123456789".repeat(length / 10 + 1).substring(0, length) + "\r\n";
    return new TestMessage(name, (header(name, "us-ascii") + line.repeat(3)).getBytes(ISO_8859_1));
  }

  /** Lines that begin with dots, are dots, end with dots. */
  public static TestMessage dots() {
    String body =
        """
        .\r
        ..\r
        ...\r
        . \r
        .a\r
        ..a\r
         .\r
        .\t.\r
        a.\r
        \r
        .\r
        \r
        ..\r
        """;
    return new TestMessage("dots", (header("dots", "us-ascii") + body).getBytes(ISO_8859_1));
  }

  /**
   * A body that looks like a conversation; also like a mailbox file, and like an end of data to a
   * loose parser.
   */
  public static TestMessage commands() {
    String body =
        """
        QUIT\r
        RSET\r
        MAIL FROM:<mallory@sender.test>\r
        RCPT TO:<victim@example.test>\r
        DATA\r
        BDAT 5 LAST\r
        STARTTLS\r
        250 2.0.0 Ok: queued as 12345\r
        421 4.3.0 closing\r
        354 go on\r
        From mallory@sender.test Tue Nov 24 08:00:00 2026\r
        >From quoted\r
        -- \r
        . QUIT\r
        """;
    return new TestMessage(
        "commands", (header("commands", "us-ascii") + body).getBytes(ISO_8859_1));
  }

  /**
   * Every octet, bare CR, bare LF and NUL included, and line ends in every order. Only for BDAT,
   * and only to a peer that keeps octets: a maildir cannot show them all.
   */
  public static TestMessage binary() {
    var octets = new ByteArrayOutputStream();
    octets.writeBytes(header("binary", "us-ascii").replace("8bit", "binary").getBytes(ISO_8859_1));
    for (int octet = 0; octet < 256; octet++) {
      octets.write(octet);
    }
    octets.writeBytes("\r\n\n\r\r\r\n\n\n.\n.\r\n\r\n.\r\n\n.\r\nQUIT\r\n\r".getBytes(ISO_8859_1));
    byte[] noise = new byte[4096];
    new Random(SEED).nextBytes(noise);
    octets.writeBytes(noise);
    return new TestMessage("binary", octets.toByteArray());
  }

  /**
   * A message of about this size with the name as subject; lines of 70 characters from a fixed
   * sequence.
   */
  public static TestMessage filled(String name, int size) {
    var random = new Random(SEED);
    var text = new StringBuilder(size + 80).append(header(name, "us-ascii"));
    while (text.length() < size - 72) {
      for (int i = 0; i < 70; i++) {
        text.append((char) ('!' + random.nextInt('~' - '!')));
      }
      text.append("\r\n");
    }
    text.repeat('x', Math.max(0, size - 2 - text.length())).append("\r\n");
    return new TestMessage(name, text.toString().getBytes(ISO_8859_1));
  }

  private static String header(String name, String charset) {
    return """
    From: Alice <alice@sender.test>\r
    To: Everybody <everybody@example.test>\r
    Subject: %1$s\r
    Date: Tue, 24 Nov 2026 08:00:00 +0000\r
    Message-ID: <%1$s.5321@sender.test>\r
    MIME-Version: 1.0\r
    Content-Type: text/plain; charset=%2$s\r
    Content-Transfer-Encoding: 8bit\r
    \r
    """
        .formatted(name, charset);
  }
}
