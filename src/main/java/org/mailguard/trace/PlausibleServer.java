package org.mailguard.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A mail server that answers where a dialogue has only a client: it offers what servers of today
 * offer, takes every message, refuses recipients with {@code refused} in their address and puts off
 * those with {@code later}. Octets in, replies out; behind STARTTLS it says nothing.
 */
final class PlausibleServer {
  private static final String EHLO =
      String.join(
          "\r\n",
          "250-mx.example",
          "250-PIPELINING",
          "250-SIZE 10485760",
          "250-8BITMIME",
          "250-SMTPUTF8",
          "250-DSN",
          "250-ENHANCEDSTATUSCODES",
          "250-CHUNKING",
          "250-STARTTLS",
          "250-AUTH PLAIN LOGIN",
          "250-VRFY",
          "250 HELP");

  /** What the next line is. */
  private enum Mode {
    COMMAND,
    PASSWORD,
    NAME,
    CONTENT,
    TLS
  }

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private List<String> replies = new ArrayList<>(List.of("220 mx.example ESMTP\r\n"));
  private Mode mode = Mode.COMMAND;
  private boolean open;
  private int recipients;
  private int messages;
  private byte previous;
  private long chunk;
  private boolean lastChunk;

  /** Its replies since this was called last, each whole. */
  List<String> takeReplies() {
    List<String> taken = replies;
    replies = new ArrayList<>();
    return taken;
  }

  void take(byte[] octets) {
    for (byte octet : octets) {
      if (chunk > 0) {
        chunk--;
        if (chunk == 0) {
          chunkIsWhole();
        }
        continue;
      }
      line.write(octet);
      boolean ended = octet == '\n' && previous == '\r';
      previous = octet;
      if (ended) {
        String text = line.toString(ISO_8859_1);
        line.reset();
        line(text.substring(0, text.length() - 2));
      }
    }
  }

  private void line(String text) {
    switch (mode) {
      case COMMAND -> command(text);
      case NAME -> {
        mode = Mode.PASSWORD;
        say("334 UGFzc3dvcmQ6");
      }
      case PASSWORD -> {
        mode = Mode.COMMAND;
        say(text.equals("*") ? "501 5.7.0 Cancelled" : "235 2.7.0 Authenticated");
      }
      case CONTENT -> {
        if (text.equals(".")) {
          mode = Mode.COMMAND;
          accept();
        }
      }
      case TLS -> {}
    }
  }

  private void command(String text) {
    String[] words = text.split(" ", 3);
    switch (words[0].toUpperCase(Locale.ROOT)) {
      case "EHLO" -> {
        reset();
        say(EHLO);
      }
      case "HELO" -> {
        reset();
        say("250 mx.example");
      }
      case "RSET" -> {
        reset();
        say("250 2.0.0 Ok");
      }
      case "MAIL" -> {
        say(open ? "503 5.5.1 Nested MAIL command" : "250 2.1.0 Ok");
        open = true;
      }
      case "RCPT" -> recipient(text);
      case "DATA" -> {
        mode = recipients > 0 ? Mode.CONTENT : Mode.COMMAND;
        say(recipients > 0 ? "354 End with <CR><LF>.<CR><LF>" : "503 5.5.1 No recipients");
      }
      case "BDAT" -> {
        lastChunk = words.length > 2 && words[2].equalsIgnoreCase("LAST");
        chunk = words.length > 1 && words[1].matches("\\d{1,9}") ? Long.parseLong(words[1]) : 0;
        if (chunk == 0) {
          chunkIsWhole();
        }
      }
      case "AUTH" -> authenticate(words);
      case "STARTTLS" -> {
        mode = Mode.TLS;
        say("220 2.0.0 Ready to start TLS");
      }
      case "NOOP" -> say("250 2.0.0 Ok");
      case "VRFY" -> say("252 2.0.0 Send some mail, I will try");
      case "HELP" -> say("214 2.0.0 See RFC 5321");
      case "QUIT" -> say("221 2.0.0 Bye");
      default -> say("502 5.5.2 Command not recognized");
    }
  }

  private void recipient(String text) {
    if (!open) {
      say("503 5.5.1 Need MAIL command");
    } else if (text.contains("refused")) {
      say("550 5.1.1 No such user");
    } else if (text.contains("later")) {
      say("450 4.2.0 Try again later");
    } else {
      recipients++;
      say("250 2.1.5 Ok");
    }
  }

  private void authenticate(String[] words) {
    boolean login = words.length > 1 && words[1].equalsIgnoreCase("LOGIN");
    if (words.length > 2) {
      mode = login ? Mode.PASSWORD : Mode.COMMAND;
      say(login ? "334 UGFzc3dvcmQ6" : "235 2.7.0 Authenticated");
    } else {
      mode = login ? Mode.NAME : Mode.PASSWORD;
      say(login ? "334 VXNlcm5hbWU6" : "334 ");
    }
  }

  private void chunkIsWhole() {
    if (recipients == 0) {
      say("503 5.5.1 No recipients");
    } else if (lastChunk) {
      accept();
    } else {
      say("250 2.0.0 Ok");
    }
  }

  private void accept() {
    messages++;
    reset();
    say("250 2.0.0 Ok: queued as " + messages);
  }

  private void reset() {
    open = false;
    recipients = 0;
  }

  private void say(String reply) {
    replies.add(reply + "\r\n");
  }
}
