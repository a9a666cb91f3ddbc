package org.mailguard.session;

import java.util.List;
import org.mailguard.events.MessageId;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.SyntaxError;

/** The guard's own replies: code, enhanced code, id, words. */
final class Answers {
  /** To a QUIT that no server is left to answer. */
  static final Reply GOODBYE = Reply.of(221, "2.0.0 Bye");

  private static final int LONGEST_LINES = 1000;

  private Answers() {}

  static Reply of(MessageId why) {
    return of(why, "");
  }

  /**
   * {@code more} is appended to the words of the catalogue; what is not printable ASCII in it is
   * replaced.
   */
  static Reply of(MessageId why, String more) {
    String words = why.reply().orElseThrow(() -> new IllegalStateException(why + " has no reply"));
    int code = Integer.parseInt(words, 0, 3, 10);
    int enhancedEnd = words.indexOf(' ', 4);
    return Reply.of(
        code,
        words.substring(4, enhancedEnd)
            + " "
            + why.id()
            + words.substring(enhancedEnd)
            + printable(more));
  }

  /**
   * A message whose server was lost: 451 with the words of {@code why}, since 421 would end the
   * session at once.
   */
  static Reply transientFailure(MessageId why) {
    Reply reply = of(why);
    return new Reply(451, reply.lines());
  }

  static Reply syntax(SyntaxError error) {
    String codes =
        switch (error.kind()) {
          case COMMAND -> "500 5.5.2";
          case ARGUMENT, CHUNK_LENGTH -> "501 5.5.4";
          case REVERSE_PATH -> "501 5.1.7";
          case FORWARD_PATH -> "501 5.1.3";
          case ENCODING -> "553 5.6.7";
        };
    return Reply.of(
        Integer.parseInt(codes, 0, 3, 10),
        codes.substring(4)
            + " "
            + MessageId.COMMAND_SYNTAX.id()
            + " Syntax error at octet "
            + (error.offset() + 1)
            + ": expected "
            + printable(error.expected()));
  }

  static String text(Reply reply) {
    StringBuilder text = new StringBuilder().append(reply.code());
    for (Octets line : reply.lines()) {
      text.append(' ').append(line);
    }
    return text.toString();
  }

  /** As it stands on the wire, on one line; what is beyond a thousand characters is left out. */
  static String lines(Reply reply) {
    StringBuilder text = new StringBuilder(200);
    List<Octets> lines = reply.lines();
    for (int i = 0; i < lines.size() && text.length() < LONGEST_LINES; i++) {
      text.append(i == 0 ? "" : " ").append(reply.code());
      text.append(i < lines.size() - 1 ? '-' : ' ').append(lines.get(i));
    }
    return text.substring(0, Math.min(text.length(), LONGEST_LINES));
  }

  static String printable(String words) {
    StringBuilder text = new StringBuilder(words.length());
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      text.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    return text.toString();
  }
}
