package org.mailguard.doctor.ends;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mailguard.doctor.Printable;

/** One trial as it is spoken. What a break means is noted at once, the rest when both tapes are. */
final class Talk {
  private static final int SHOWN = 80;

  private final Caller caller;
  private final Trial trial;
  private final PathFacts facts;
  private final String host;
  private final boolean secure;
  private String last = "the connection";

  /**
   * Over a connection.
   *
   * @param host for the handshake of TLS
   * @param secure true if everything goes under TLS, also where the trial does not ask for it
   */
  Talk(Caller caller, Trial trial, PathFacts facts, String host, boolean secure) {
    this.caller = caller;
    this.trial = trial;
    this.facts = facts;
    this.host = host;
    this.secure = secure || trial.needs().equals("STARTTLS");
  }

  /** False if the keyword that it needs is not offered. */
  boolean run(String token) {
    try {
      caller.reply();
      List<String> offer = say("EHLO " + token + ".invalid");
      if (!isPositive(offer)) {
        say("HELO " + token + ".invalid");
      }
      if (!trial.needs().isEmpty() && !offers(offer, trial.needs())) {
        caller.send(List.of("QUIT\r\n"));
        return false;
      }
      if (!secure || secured(token)) {
        rest(token);
      }
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        facts.add(
            "path-lost", "behind " + last + ": " + Printable.of(String.valueOf(e.getMessage())));
      }
    }
    return true;
  }

  private boolean secured(String token) throws IOException {
    List<String> ready = say("STARTTLS");
    if (!ready.getLast().startsWith("220")) {
      facts.refused(last, ready.getLast());
      return false;
    }
    caller.secure(host);
    say("EHLO " + token + ".invalid");
    return true;
  }

  private void rest(String token) throws IOException {
    // It gets through where EHLO does not, and without the token there is no record. Some proxies
    // connect only when they have seen a recipient.
    List<String> envelope =
        List.of(
            "MAIL FROM:<" + token + "@doctor.invalid>",
            "RCPT TO:<" + trial.recipient() + "@" + RespondingSession.NAME + ">");
    for (String command : trial.message() ? envelope : with(envelope, "RSET")) {
      if (isOver(say(command))) {
        return;
      }
    }
    for (Trial.Step step : trial.steps()) {
      send(step.segments());
      for (int i = 0; i < step.replies(); i++) {
        List<String> reply = caller.reply();
        if (!step.refusable() && isOver(reply)) {
          return;
        }
      }
    }
    say("QUIT");
  }

  private static List<String> with(List<String> commands, String last) {
    return Stream.concat(commands.stream(), Stream.of(last)).toList();
  }

  private boolean isOver(List<String> reply) {
    if (isPositive(reply)) {
      return false;
    }
    facts.refused(last, reply.getLast());
    return true;
  }

  private List<String> say(String command) throws IOException {
    send(trial.segments(command));
    return caller.reply();
  }

  private void send(List<String> segments) throws IOException {
    String text = String.join("", segments).stripTrailing();
    last = Printable.bounded(Printable.of(text.substring(text.lastIndexOf('\n') + 1)), SHOWN);
    caller.send(segments);
  }

  private static boolean isPositive(List<String> reply) {
    return reply.getLast().startsWith("2") || reply.getLast().startsWith("3");
  }

  private static boolean offers(List<String> offer, String keyword) {
    return offer.stream()
        .map(line -> line.substring(Math.min(4, line.length())).toUpperCase(Locale.ROOT))
        .anyMatch(text -> text.equals(keyword) || text.startsWith(keyword + " "));
  }
}
