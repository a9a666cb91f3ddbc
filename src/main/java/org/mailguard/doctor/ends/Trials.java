package org.mailguard.doctor.ends;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.doctor.ends.Trial.Step;
import org.mailguard.doctor.ends.Trial.Way;

/** All that is sent, in order; what is gentle comes first. */
final class Trials {
  private static final String TEXT = "Subject: mailguard\r\n\r\none\r\ntwo";
  private static final String END = "\r\n.\r\n";

  /** Verbs of the article and of Exchange, and one that nobody has. */
  private static final List<String> VERBS =
      List.of(
          "NOOP",
          "HELP",
          "VRFY postmaster",
          "EXPN postmaster",
          "ETRN responder.invalid",
          "TURN",
          "X-LINK2STATE LAST CHUNK={00000000}",
          "XEXCH50 1 2",
          "X-EXPS GSSAPI",
          "goodmorning",
          "QZJX 123");

  /** Fewer than the hundred of RFC 5321 section 4.5.3.1.8; boxes count from ten on. */
  private static final int RECIPIENTS = 60;

  private final List<Trial> all = new ArrayList<>();

  private Trials() {}

  static List<Trial> all() {
    Trials trials = new Trials();
    trials.commands();
    trials.envelopes();
    trials.marks();
    trials.content();
    trials.chunks();
    trials.replies();
    return List.copyOf(trials.all);
  }

  private void commands() {
    data("a message in one segment", TEXT + END);
    with("commands an octet a segment", Way.OCTETS, "", ReplyWay.WHOLE, message(TEXT + END));
    with("CR and LF of commands apart", Way.APART, "", ReplyWay.WHOLE, message(TEXT + END));
    with("a message under TLS", Way.WHOLE, "STARTTLS", ReplyWay.WHOLE, message(TEXT + END));
    alone("verbs", VERBS.stream().map(verb -> new Step(List.of(verb + "\r\n"), 1, true)).toList());
    for (int length : List.of(512, 1000, 2000)) {
      String command = "NOOP " + "x".repeat(length - "NOOP \r\n".length()) + "\r\n";
      alone("a command of " + length + " octets", List.of(new Step(List.of(command), 1, false)));
    }
    String envelope = "MAIL FROM:<a@doctor.invalid>\r\nRCPT TO:<b@responder.invalid>\r\nDATA\r\n";
    all.add(
        new Trial(
            "commands in one segment",
            Way.WHOLE,
            "PIPELINING",
            ReplyWay.WHOLE.recipient(),
            List.of(
                new Step(List.of(envelope), 3, false),
                new Step(List.of(TEXT + END + "NOOP\r\nNOOP\r\n"), 3, false)),
            false));
  }

  private void envelopes() {
    List<Step> many = new ArrayList<>();
    for (int i = 2; i <= RECIPIENTS; i++) {
      many.add(new Step(List.of("RCPT TO:<user" + i + "@responder.invalid>\r\n"), 1, false));
    }
    many.addAll(message(TEXT + END));
    with(RECIPIENTS + " recipients", Way.WHOLE, "", ReplyWay.WHOLE, many);
    List<Step> bar = new ArrayList<>();
    bar.add(new Step(List.of("RCPT TO:<a|b@responder.invalid>\r\n"), 1, false));
    bar.addAll(message(TEXT + END));
    with("a recipient with a vertical bar", Way.WHOLE, "", ReplyWay.WHOLE, bar);
    List<Step> again = new ArrayList<>(message(TEXT + END));
    again.add(new Step(List.of("NOOP\r\n"), 1, false));
    again.add(new Step(List.of("MAIL FROM:<a@doctor.invalid>\r\n"), 1, false));
    again.add(new Step(List.of("RCPT TO:<b@responder.invalid>\r\n"), 1, false));
    again.addAll(message(TEXT + END));
    with("a message, NOOP, and a second one", Way.WHOLE, "", ReplyWay.WHOLE, again);
  }

  private void marks() {
    for (int cut = 1; cut < END.length(); cut++) {
      data(
          "the end mark cut behind octet " + cut, TEXT + END.substring(0, cut), END.substring(cut));
    }
  }

  private void content() {
    for (int length : List.of(998, 1000, 2000)) {
      data("a line of " + length + " octets", TEXT + "\r\n" + "x".repeat(length) + END);
    }
    data("dots at the beginning of lines", TEXT + "\r\n..\r\n...x\r\n..y" + END);
    data("octets beyond ASCII", TEXT + "\r\n\u00e9\u00ff" + END);
    data("NUL and other controls", TEXT + "\r\na\0b\u0001\u001b\u007f" + END);
    data("a bare LF", TEXT + "\r\na\nb" + END);
    data("a bare CR", TEXT + "\r\na\rb" + END);
    data("an end mark of bare LF within", TEXT + "\n.\nNOOP" + END);
    data("an end mark half of bare LF within", TEXT + "\n.\r\nNOOP" + END);
  }

  private void chunks() {
    chunk("one chunk", "BDAT 8 LAST\r\n.\r\nabc\r\n");
    chunk("two chunks", "BDAT 4\r\nab\r\n", "BDAT 4 LAST\r\ncd\r\n");
    chunk("an empty last chunk", "BDAT 4\r\nab\r\n", "BDAT 0 LAST\r\n");
    chunk("a chunk with an end mark, NUL and bare LF", "BDAT 9 LAST\r\n\r\n.\r\na\0\nb");
    with(
        "a chunk in pieces",
        Way.WHOLE,
        "CHUNKING",
        ReplyWay.WHOLE,
        List.of(new Step(List.of("BDAT 8 LAST\r\n", "ab\r", "\ncd\r", "\n"), 1, false)));
  }

  private void replies() {
    for (ReplyWay way : ReplyWay.values()) {
      if (way != ReplyWay.WHOLE) {
        with("the reply to " + way.recipient(), Way.WHOLE, "", way, message(TEXT + END));
      }
    }
  }

  private void data(String name, String... segments) {
    with(name, Way.WHOLE, "", ReplyWay.WHOLE, message(segments));
  }

  private void chunk(String name, String... steps) {
    with(
        name,
        Way.WHOLE,
        "CHUNKING",
        ReplyWay.WHOLE,
        List.of(steps).stream().map(step -> new Step(List.of(step), 1, false)).toList());
  }

  private void with(String name, Way way, String needs, ReplyWay reply, List<Step> steps) {
    all.add(new Trial(name, way, needs, reply.recipient(), steps, true));
  }

  private void alone(String name, List<Step> steps) {
    all.add(new Trial(name, Way.WHOLE, "", ReplyWay.WHOLE.recipient(), steps, false));
  }

  private static List<Step> message(String... segments) {
    return List.of(new Step(List.of("DATA\r\n"), 1, false), new Step(List.of(segments), 1, false));
  }
}
