package org.mailguard.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A small mail server for property tests: octets in, octets out. The lenient kind takes a bare LF
 * or CR for a line end, also around the dot that ends mail data, and finds verbs before any
 * character that is no letter; it is what smuggling needs.
 */
final class ReferenceServer {
  private final boolean lenient;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final StringBuilder out = new StringBuilder("220 ref ESMTP\r\n");
  private final List<String> delivered = new ArrayList<>();
  private final List<String> commands = new ArrayList<>();
  private boolean open;
  private int recipients;
  private boolean inData;
  private long chunk;
  private boolean lastChunk;
  private boolean afterCr;

  ReferenceServer(boolean lenient) {
    this.lenient = lenient;
  }

  /** What it has said since the last call. */
  byte[] takeReplies() {
    byte[] replies = out.toString().getBytes(ISO_8859_1);
    out.setLength(0);
    return replies;
  }

  /** Contents of the messages that it took. */
  List<String> delivered() {
    return delivered;
  }

  /** Command lines as they came, without their ends. */
  List<String> commands() {
    return commands;
  }

  void take(byte[] octets) {
    for (byte octet : octets) {
      if (chunk > 0) {
        content.write(octet);
        chunk--;
        if (chunk == 0) {
          chunkDone();
        }
      } else {
        take(octet);
      }
    }
  }

  private void take(byte octet) {
    if (afterCr) {
      afterCr = false;
      if (octet == '\n') {
        lineEnd();
        return;
      }
      if (lenient) {
        lineEnd();
      } else {
        line.write('\r');
      }
    }
    if (octet == '\r') {
      afterCr = true;
    } else if (octet == '\n' && lenient) {
      lineEnd();
    } else {
      line.write(octet);
    }
  }

  private void lineEnd() {
    String text = line.toString(ISO_8859_1);
    line.reset();
    if (inData) {
      dataLine(text);
    } else {
      command(text);
    }
  }

  private void dataLine(String text) {
    if (text.equals(".")) {
      inData = false;
      accept();
    } else {
      content.writeBytes(
          ((text.startsWith(".") ? text.substring(1) : text) + "\r\n").getBytes(ISO_8859_1));
    }
  }

  private void accept() {
    delivered.add(content.toString(ISO_8859_1));
    content.reset();
    open = false;
    recipients = 0;
    out.append("250 queued ").append(delivered.size()).append("\r\n");
  }

  private void command(String text) {
    commands.add(text);
    String verb = text.split(lenient ? "[^A-Za-z]" : " ", 2)[0].toUpperCase(Locale.ROOT);
    switch (verb) {
      case "EHLO" -> {
        reset();
        out.append("250-ref\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 CHUNKING\r\n");
      }
      case "HELO", "RSET" -> {
        reset();
        out.append("250 ok\r\n");
      }
      case "MAIL" -> {
        out.append(open ? "503 open\r\n" : "250 ok\r\n");
        open = true;
      }
      case "RCPT" -> {
        boolean good = open && !text.contains("refused");
        recipients += good ? 1 : 0;
        out.append(good ? "250 ok\r\n" : "550 no\r\n");
      }
      case "DATA" -> {
        inData = recipients > 0;
        out.append(inData ? "354 go\r\n" : "503 no recipients\r\n");
      }
      case "BDAT" -> bdat(text);
      case "NOOP" -> out.append("250 ok\r\n");
      case "VRFY" -> out.append("252 ok\r\n");
      case "QUIT" -> out.append("221 bye\r\n");
      default -> out.append("500 what\r\n");
    }
  }

  private void reset() {
    open = false;
    recipients = 0;
    content.reset();
  }

  private void bdat(String text) {
    String[] words = text.split(" ", 3);
    lastChunk = words.length > 2;
    chunk = words.length > 1 && words[1].matches("\\d{1,9}") ? Long.parseLong(words[1]) : 0;
    if (chunk == 0) {
      chunkDone();
    }
  }

  private void chunkDone() {
    if (recipients == 0) {
      content.reset();
      out.append("503 no recipients\r\n");
    } else if (lastChunk) {
      accept();
    } else {
      out.append("250 chunk\r\n");
    }
  }
}
