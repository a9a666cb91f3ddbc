package org.mailguard.doctor.ends;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One session at the responder. Each reply carries {@code mg-N}, its number in the session: a reply
 * without it was made by somebody else. Only CR LF ends a line and only CR LF . CR LF ends data,
 * RFC 5321 section 2.3.8, so that what a box makes of other ends is seen.
 */
final class RespondingSession {
  static final int MAX_SECONDS = 300;
  private static final int MAX_LINE = 12_288;
  private static final String END = "\r\n.\r\n";

  /** A recipient of the doctor's own: RFC 2606 keeps the domain from being anybody's. */
  private static final Pattern OWN =
      Pattern.compile("@responder\\.invalid>", Pattern.CASE_INSENSITIVE);

  private static final Pattern RECORD =
      Pattern.compile(
          "RCPT TO:<([A-Z0-9]{8,32})\\.([0-9]{1,6})@" + Pattern.quote(Slice.DOMAIN) + ">",
          Pattern.CASE_INSENSITIVE);

  /**
   * Registered keywords, RFC 5321 section 2.2.2; STARTTLS is not one, since there is no TLS here.
   */
  static final List<String> KEYWORDS =
      List.of(
          "8BITMIME",
          "SIZE 100000",
          "VRFY",
          "EXPN",
          "HELP",
          "ETRN",
          "DSN",
          "PIPELINING",
          "CHUNKING",
          "BINARYMIME",
          "ENHANCEDSTATUSCODES",
          "DELIVERBY 3600",
          "MTRK",
          "SUBMITTER",
          "ATRN",
          "AUTH PLAIN LOGIN",
          "FUTURERELEASE 3600 2030-01-01T00:00:00Z",
          "BURL imap",
          "NO-SOLICITING",
          "CHECKPOINT",
          "CONPERM",
          "CONNEG",
          "SMTPUTF8",
          "MT-PRIORITY MIXER",
          "RRVS",
          "REQUIRETLS",
          "LIMITS MAILMAX=100 RCPTMAX=100");

  private final Socket socket;
  private final SessionRecord record;
  private final BiFunction<String, SessionRecord, Optional<SessionRecord>> finder;
  private final long start = System.nanoTime();
  private final byte[] buffer = new byte[4096];
  private int position;
  private int filled;
  private int number;

  /** True if a recipient was taken: mail of somebody else must not get a 250 here and be lost. */
  private boolean addressed;

  RespondingSession(
      Socket socket,
      SessionRecord record,
      BiFunction<String, SessionRecord, Optional<SessionRecord>> finder) {
    this.socket = socket;
    this.record = record;
    this.finder = finder;
  }

  void refuse(int most) throws IOException {
    reply(421, "4.3.2 at most " + most + " sessions at once");
  }

  /** Until QUIT, the end of the connection or a bound. */
  void run() throws IOException {
    try {
      reply(220, "responder.invalid ESMTP Mailguard responder, records all and delivers nothing");
      boolean open = true;
      while (open) {
        open = answer(line());
      }
    } catch (EOFException e) {
      // The client may go whenever it likes.
    } catch (SocketTimeoutException e) {
      reply(421, "4.4.2 a session lasts " + MAX_SECONDS + " seconds");
    }
  }

  private boolean answer(String line) throws IOException {
    int blank = line.indexOf(' ');
    String verb = (blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT);
    switch (verb) {
      case "EHLO" -> ehlo();
      case "MAIL", "RSET", "HELO" -> {
        addressed = false;
        reply(250, "2.0.0 OK");
      }
      case "NOOP" -> reply(250, "2.0.0 OK");
      case "RCPT" -> recipient(line);
      case "DATA" -> message();
      case "BDAT" -> chunk(line);
      case "HELP" -> reply(214, "2.0.0 a recorder: nothing is relayed or delivered");
      case "QUIT" -> {
        reply(221, "2.0.0 closing");
        return false;
      }
      default -> reply(500, "5.5.1 there is no such command");
    }
    return true;
  }

  private void message() throws IOException {
    if (!addressed) {
      reply(503, "5.5.1 nobody here was named as recipient");
      return;
    }
    reply(354, "end with CR LF . CR LF; nothing is delivered");
    data();
    addressed = false;
    reply(250, "2.0.0 recorded, and delivered to nobody");
  }

  private void ehlo() throws IOException {
    addressed = false;
    List<String> texts = new ArrayList<>(List.of("responder.invalid"));
    texts.addAll(KEYWORDS);
    texts.add("X-MAILGUARD-RESPONDER mg-" + ++number);
    StringBuilder reply = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      reply.append("250").append(i < texts.size() - 1 ? '-' : ' ').append(texts.get(i));
      reply.append("\r\n");
    }
    send(reply.toString());
  }

  private void recipient(String line) throws IOException {
    Matcher asked = RECORD.matcher(line);
    if (!asked.matches()) {
      if (OWN.matcher(line).find()) {
        addressed = true;
        reply(250, "2.1.5 OK");
      } else {
        reply(550, "5.7.1 this is a responder, which delivers nothing, and no mail server");
      }
      return;
    }
    Optional<SessionRecord> found = finder.apply(asked.group(1), record);
    if (found.isEmpty()) {
      reply(550, "5.1.1 no session had that token");
    } else {
      reply(
          250,
          "2.1.5 " + Slice.of(found.get().received(), Integer.parseInt(asked.group(2))).print());
    }
  }

  private void chunk(String line) throws IOException {
    String[] words = line.split(" ", -1);
    if (words.length < 2 || !words[1].matches("[0-9]{1,6}")) {
      reply(501, "5.5.4 BDAT takes a size of at most 999999 octets");
      return;
    }
    for (int left = Integer.parseInt(words[1]); left > 0; left--) {
      next();
    }
    if (!addressed) {
      reply(503, "5.5.1 nobody here was named as recipient");
      return;
    }
    addressed = words.length < 3;
    reply(250, "2.0.0 chunk recorded, and delivered to nobody");
  }

  private void data() throws IOException {
    // The line end of DATA counts: a message may be empty, RFC 5321 section 4.1.1.4.
    int matched = 2;
    while (matched < END.length()) {
      char c = (char) next();
      if (c == END.charAt(matched)) {
        matched++;
      } else {
        matched = c == '\r' ? 1 : 0;
      }
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      char c = (char) next();
      if (c == '\n' && !line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
        return line.substring(0, line.length() - 1);
      }
      line.append(c);
      if (line.length() > MAX_LINE) {
        reply(500, "5.5.6 a line has at most " + MAX_LINE + " octets");
        throw new EOFException();
      }
    }
  }

  private int next() throws IOException {
    if (position == filled) {
      long left = MAX_SECONDS * 1000L - micros() / 1000;
      if (left <= 0) {
        throw new SocketTimeoutException();
      }
      socket.setSoTimeout((int) left);
      filled = socket.getInputStream().read(buffer);
      position = 0;
      if (filled < 0) {
        filled = 0;
        throw new EOFException();
      }
      if (!record.received(buffer, filled, micros())) {
        reply(421, "4.3.1 at most " + SessionRecord.MAX_OCTETS + " octets are recorded");
        throw new EOFException();
      }
    }
    return buffer[position++] & 0xff;
  }

  private void reply(int code, String text) throws IOException {
    send(code + " " + text + " mg-" + ++number + "\r\n");
  }

  private void send(String text) throws IOException {
    if (!record.sent(text, micros())) {
      throw new EOFException();
    }
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private long micros() {
    return (System.nanoTime() - start) / 1000;
  }
}
