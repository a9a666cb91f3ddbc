package org.mailguard.doctor.ends;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One session at the responder. Each reply carries {@code mg-N}, its number in the session: a reply
 * without it was made by somebody else. It takes mail for {@value #NAME} alone, which RFC 2606
 * keeps from being anybody's domain: a 250 for mail of others would be a message lost.
 */
final class RespondingSession {
  static final String NAME = "responder.invalid";

  /**
   * A token nobody can guess. With any word as token, {@code responder} would fetch the session of
   * whoever was here last.
   */
  private static final Pattern RECORD =
      Pattern.compile(
          "RCPT TO:<([A-F0-9]{16})\\.([0-9]{1,6})@" + Pattern.quote(Slice.DOMAIN) + ">",
          Pattern.CASE_INSENSITIVE);

  /** For each of them all tapes are searched; the doctor asks for half as many. */
  private static final int MOST_PARTS = 100;

  /** Registered keywords, RFC 5321 section 2.2.2, and those of Exchange. */
  private static final List<String> KEYWORDS =
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
          "LIMITS MAILMAX=100 RCPTMAX=100",
          "XEXCH50",
          "X-LINK2STATE",
          "X-EXPS GSSAPI NTLM");

  private final ResponderLine line;
  private final ResponderKey key;
  private final Function<String, Optional<Tape>> finder;
  private boolean secure;
  private int parts;

  /** True if a recipient was taken. */
  private boolean addressed;

  /**
   * Over a connection.
   *
   * @param finder of the tape of another session, by a token
   */
  RespondingSession(ResponderLine line, ResponderKey key, Function<String, Optional<Tape>> finder) {
    this.line = line;
    this.key = key;
    this.finder = finder;
  }

  void refuse(int most) throws IOException {
    line.reply(421, "4.3.2 at most " + most + " sessions at once");
  }

  /** Until QUIT, the end of the connection or a bound. */
  void run() throws IOException {
    try {
      line.reply(220, NAME + " ESMTP Mailguard responder, records all and delivers nothing");
      boolean open = true;
      while (open) {
        open = answer(line.line());
      }
    } catch (EOFException e) {
      // The client may go whenever it likes.
    } catch (ResponderLine.BoundException e) {
      line.send(List.of(e.getMessage() + " " + line.nonce() + "\r\n"));
    }
  }

  private boolean answer(String command) throws IOException {
    int blank = command.indexOf(' ');
    String verb = (blank < 0 ? command : command.substring(0, blank)).toUpperCase(Locale.ROOT);
    switch (verb) {
      case "EHLO" -> ehlo();
      case "MAIL", "RSET", "HELO" -> {
        addressed = false;
        line.reply(250, "2.0.0 OK");
      }
      case "NOOP" -> line.reply(250, "2.0.0 OK");
      case "RCPT" -> recipient(command);
      case "DATA" -> message();
      case "BDAT" -> chunk(command);
      case "STARTTLS" -> startTls();
      case "HELP" -> line.reply(214, "2.0.0 a recorder: nothing is relayed or delivered");
      case "QUIT" -> {
        line.reply(221, "2.0.0 closing");
        return false;
      }
      default -> line.reply(500, "5.5.1 there is no such command");
    }
    return true;
  }

  /** What is offered, in order; REQUIRETLS only under TLS, RFC 8689 section 4. */
  static List<String> keywords(boolean secure) {
    return Stream.concat(KEYWORDS.stream(), Stream.of(secure ? "REQUIRETLS" : "STARTTLS")).toList();
  }

  private void ehlo() throws IOException {
    addressed = false;
    List<String> texts = new ArrayList<>(List.of(NAME));
    texts.addAll(keywords(secure));
    texts.add("X-MAILGUARD-RESPONDER " + line.nonce());
    StringBuilder reply = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      reply.append("250").append(i < texts.size() - 1 ? '-' : ' ').append(texts.get(i));
      reply.append("\r\n");
    }
    line.send(List.of(reply.toString()));
  }

  private void startTls() throws IOException {
    if (secure) {
      line.reply(503, "5.5.1 it is TLS already");
      return;
    }
    line.reply(220, "2.0.0 begin TLS");
    line.secure(key);
    secure = true;
    addressed = false;
  }

  private void recipient(String command) throws IOException {
    Matcher asked = RECORD.matcher(command);
    if (asked.matches()) {
      record(asked.group(1), Integer.parseInt(asked.group(2)));
      return;
    }
    Optional<ReplyWay> way = ReplyWay.of(command);
    if (way.isPresent()) {
      addressed = true;
      line.send(way.get().segments(line.nonce()));
    } else {
      line.reply(550, "5.7.1 this is a responder, which delivers nothing, and no mail server");
    }
  }

  private void record(String token, int offset) throws IOException {
    parts++;
    if (parts > MOST_PARTS) {
      throw new ResponderLine.BoundException(
          "421 4.7.0 at most " + MOST_PARTS + " parts of records a session");
    }
    Optional<Tape> found = finder.apply(token);
    if (found.isEmpty()) {
      line.reply(550, "5.1.1 no session had that token");
    } else {
      line.reply(250, "2.1.5 " + Slice.of(found.get().text(), offset).print());
    }
  }

  private void message() throws IOException {
    if (!addressed) {
      line.reply(503, "5.5.1 nobody here was named as recipient");
      return;
    }
    line.reply(354, "end with CR LF . CR LF; nothing is delivered");
    line.message();
    addressed = false;
    line.reply(250, "2.0.0 recorded, and delivered to nobody");
  }

  private void chunk(String command) throws IOException {
    String[] words = command.split(" ", -1);
    if (words.length < 2 || !words[1].matches("[0-9]{1,6}")) {
      line.reply(501, "5.5.4 BDAT takes a size of at most 999999 octets");
      return;
    }
    line.chunk(Integer.parseInt(words[1]));
    if (!addressed) {
      line.reply(503, "5.5.1 nobody here was named as recipient");
      return;
    }
    addressed = words.length < 3;
    line.reply(250, "2.0.0 chunk recorded, and delivered to nobody");
  }
}
