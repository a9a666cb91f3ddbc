package org.mailguard.doctor.ends;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Printable;

/**
 * Drives a responder through the path, a connection for each trial, and says what the path did. A
 * negative reply that the responder did not make is a refusal by the path, which is honest; a
 * positive one, or a change of what arrived, is not.
 */
public final class TwoEnds {
  private final InetSocketAddress address;
  private final int wait;
  private final List<Observation> seen = new ArrayList<>();
  private final List<String> trials = new ArrayList<>();
  private boolean connected;
  private boolean complete = true;

  /**
   * Of a path.
   *
   * @param wait milliseconds for each octet of a reply
   */
  public TwoEnds(InetSocketAddress address, int wait) {
    this.address = address;
    this.wait = wait;
  }

  public List<Observation> seen() {
    return List.copyOf(seen);
  }

  /** Names of the trials whose record was compared, in order. */
  public List<String> trials() {
    return List.copyOf(trials);
  }

  public boolean isConnected() {
    return connected;
  }

  /**
   * False if a record could not be fetched, or there was none, so that nobody knows what arrived.
   */
  public boolean isComplete() {
    return complete && !trials.isEmpty();
  }

  /** Runs all trials; ends early if the first connection fails or the thread is interrupted. */
  public void run() {
    for (Trial trial : Trial.all()) {
      if (Thread.currentThread().isInterrupted()) {
        complete = false;
        return;
      }
      run(trial);
      if (!connected) {
        return;
      }
    }
  }

  private void run(Trial trial) {
    String token = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    token = token.toUpperCase(Locale.ROOT);
    try (Line line = new Line(address, wait)) {
      connected = true;
      boolean through = false;
      try {
        through = talk(line, trial, token);
      } catch (IOException e) {
        fact("path-lost", trial, "behind " + lastLine(line.sent()) + ": " + e.getMessage());
      }
      String said = line.sent();
      if (through) {
        line.say(List.of("QUIT\r\n"));
      }
      if (through) {
        compare(trial, said, fetch(token));
        trials.add(trial.name());
      }
    } catch (IOException e) {
      complete = false;
      fact("path-record", trial, String.valueOf(e.getMessage()));
    }
  }

  private boolean talk(Line line, Trial trial, String token) throws IOException {
    greeting(trial, line.reply());
    List<String> offer = line.say(segments(trial, "EHLO " + token + ".invalid\r\n"));
    if (isPositive(offer)) {
      offer(trial, offer);
    } else {
      line.say(List.of("HELO " + token + ".invalid\r\n"));
    }
    if (trial.chunks() && offer.stream().noneMatch(it -> it.contains("CHUNKING"))) {
      return false;
    }
    List<List<String>> steps = new ArrayList<>();
    steps.add(segments(trial, "MAIL FROM:<" + token + "@doctor.invalid>\r\n"));
    steps.add(segments(trial, "RCPT TO:<nobody@responder.invalid>\r\n"));
    steps.addAll(trial.steps());
    for (List<String> step : steps) {
      List<String> reply = line.say(step);
      boolean own = reply.getLast().contains("mg-");
      if (!isPositive(reply)) {
        fact(
            own ? "path-lost" : "path-refuses",
            trial,
            lastLine(line.sent()) + "\n" + reply.getLast());
        return own;
      }
      if (!own && reply.getLast().startsWith("2")) {
        fact("path-answers", trial, lastLine(line.sent()) + "\n" + Printable.of(reply.getLast()));
      }
    }
    return true;
  }

  private static List<String> segments(Trial trial, String line) {
    return trial.bytewise()
        ? line.chars().mapToObj(c -> String.valueOf((char) c)).toList()
        : List.of(line);
  }

  private static boolean isPositive(List<String> reply) {
    return reply.getLast().startsWith("2") || reply.getLast().startsWith("3");
  }

  private void greeting(Trial trial, List<String> greeting) {
    if (!greeting.getLast().contains("mg-1")) {
      fact("path-greeting", trial, Printable.of(greeting.getLast()));
    }
  }

  private void offer(Trial trial, List<String> offer) {
    List<String> heard = offer.stream().map(it -> it.substring(Math.min(4, it.length()))).toList();
    List<String> masked = heard.stream().filter(it -> it.matches("X{3,}[A-Z]?( .*)?")).toList();
    List<String> lost =
        RespondingSession.KEYWORDS.stream().filter(it -> !heard.contains(it)).toList();
    if (!masked.isEmpty()) {
      fact("path-mask", trial, Printable.of(String.join(", ", masked)));
    } else if (!lost.isEmpty()) {
      fact("path-keywords", trial, "missing or changed: " + String.join(", ", lost));
    }
  }

  private String fetch(String token) throws IOException {
    try (Line line = new Line(address, wait)) {
      line.reply();
      line.say(List.of("HELO doctor.invalid\r\n"));
      line.say(List.of("MAIL FROM:<>\r\n"));
      StringBuilder record = new StringBuilder();
      int total = 1;
      while (record.length() < total && record.length() < SessionRecord.MAX_OCTETS) {
        String ask = "RCPT TO:<" + token + "." + record.length() + "@" + Slice.DOMAIN + ">\r\n";
        String reply = line.say(List.of(ask)).getLast();
        Optional<Slice> slice = Slice.parse(reply);
        if (slice.isEmpty() || slice.get().octets().isEmpty()) {
          throw new IOException("no record: " + Printable.of(reply));
        }
        record.append(slice.get().octets());
        total = slice.get().total();
      }
      line.say(List.of("QUIT\r\n"));
      return record.toString();
    }
  }

  private void compare(Trial trial, String sent, String received) {
    String arrived =
        received.endsWith("QUIT\r\n") ? received.substring(0, received.length() - 6) : received;
    int at = 0;
    while (at < Math.min(sent.length(), arrived.length())
        && sent.charAt(at) == arrived.charAt(at)) {
      at++;
    }
    if (at == sent.length() && at == arrived.length()) {
      return;
    }
    int content = sent.indexOf(trial.chunks() ? "BDAT" : "DATA\r\n");
    String name = content >= 0 && at >= content ? "path-content" : "path-command";
    fact(
        name,
        trial,
        "from octet "
            + at
            + " of "
            + sent.length()
            + ", "
            + arrived.length()
            + " arrived"
            + "\nsent    "
            + around(sent, at)
            + "\narrived "
            + around(arrived, at));
  }

  /** From the beginning of the line in which the octet is. */
  private static String around(String octets, int at) {
    int from = Math.max(octets.lastIndexOf('\n', Math.max(0, at - 1)) + 1, at - 40);
    return Printable.of(octets.substring(from, Math.min(octets.length(), at + 60)));
  }

  private static String lastLine(String sent) {
    String text = sent.stripTrailing();
    return Printable.bounded(Printable.of(text.substring(text.lastIndexOf('\n') + 1)), 80);
  }

  private void fact(String name, Trial trial, String text) {
    seen.add(
        Observation.fact(
            name,
            text,
            "path to " + address.getHostString() + ":" + address.getPort() + ", " + trial.name(),
            ""));
  }
}
