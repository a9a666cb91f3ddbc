package org.mailguard.doctor.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Printable;

/**
 * Finds messages that arrived again and again: one Message-ID, several arrivals a minute or more
 * apart. A mailing list, two recipients, or a filter that hands mail back makes a second and third
 * one within seconds, so those are taken for one. Spans that are alike, as a sender's timer makes
 * them, are the stronger sign; senders that wait longer each time are seen as well.
 */
final class Duplicates {
  /** Where the Message-ID stands in a line that says that a message came in. */
  private static final List<Pattern> ARRIVALS =
      List.of(
          Pattern.compile("postfix\\S*/cleanup\\[\\d+\\]: \\w+: message-id=(<[^>]+>)"),
          Pattern.compile("\\w{6}-\\w{6,11}-\\w{2,4} <= .* id=(\\S+)"),
          Pattern.compile("sendmail\\S*\\[\\d+\\]: \\w+: from=.*msgid=(<[^>]+>)"),
          Pattern.compile("(?:sm-mta)\\S*\\[\\d+\\]: \\w+: from=.*msgid=(<[^>]+>)"),
          Pattern.compile(",SMTP,RECEIVE,[^<]*(<[^>,]+@[^>,]+>)"));

  private static final Sieve<Pattern> SIEVE = new Sieve<>(ARRIVALS, Pattern::pattern);

  private static final int MOST_IDS = 50_000;

  /** Of all messages together. */
  private static final int MOST_ALL = 500_000;

  /** RFC 5322 section 2.1.1: no line of a message is longer. */
  private static final int LONGEST_ID = 998;

  private static final int TEXTS_SHOWN = 4;
  private static final int LONGEST_TEXT = 300;

  private static final int MOST_ARRIVALS = 100;
  private static final int FEWEST = 3;
  private static final long APART = 60;

  private final Map<String, List<Arrival>> arrivals = new LinkedHashMap<>();
  private int all;
  private boolean full;

  /**
   * One time.
   *
   * @param text of the line, for the report
   */
  record Arrival(long seconds, String where, String text, String when) {
    private Arrival shorter() {
      return new Arrival(seconds, where, Printable.bounded(text, LONGEST_TEXT), when);
    }

    private Arrival withoutText() {
      return new Arrival(seconds, where, "", when);
    }
  }

  void line(String line, Supplier<String> where) {
    for (Pattern pattern : SIEVE.of(line)) {
      Matcher match = pattern.matcher(line);
      if (match.find()) {
        String id = Printable.of(match.group(1));
        String shown = Printable.of(line);
        LogTime.of(line)
            .ifPresent(
                seconds -> add(id, new Arrival(seconds, where.get(), shown, LogTime.shown(line))));
        return;
      }
    }
  }

  void add(String messageId, Arrival arrival) {
    if (messageId.length() > LONGEST_ID) {
      return;
    }
    List<Arrival> known = arrivals.get(messageId);
    if (all == MOST_ALL || (known == null && arrivals.size() == MOST_IDS)) {
      full = true;
      return;
    }
    if (known == null) {
      known = new ArrayList<>(2);
      arrivals.put(messageId, known);
    }
    boolean again = known.isEmpty() || arrival.seconds() - known.getLast().seconds() >= APART;
    if (again && known.size() < MOST_ARRIVALS) {
      known.add(known.size() < TEXTS_SHOWN ? arrival.shorter() : arrival.withoutText());
      all++;
    }
  }

  /** True if there were more messages than are watched. */
  boolean isFull() {
    return full;
  }

  List<Observation> seen() {
    List<Observation> seen = new ArrayList<>();
    for (Map.Entry<String, List<Arrival>> each : arrivals.entrySet()) {
      fact(each.getKey(), each.getValue()).ifPresent(seen::add);
    }
    return seen;
  }

  private static Optional<Observation> fact(String id, List<Arrival> arrivals) {
    if (arrivals.size() < FEWEST) {
      return Optional.empty();
    }
    List<Long> spans = new ArrayList<>();
    for (int i = 1; i < arrivals.size(); i++) {
      spans.add(arrivals.get(i).seconds() - arrivals.get(i - 1).seconds());
    }
    Arrival first = arrivals.getFirst();
    boolean alike = isAlike(spans);
    String text =
        id
            + " arrived "
            + arrivals.size()
            + " times, at spans of "
            + String.join(", ", spans.stream().limit(8).map(LogTime::span).toList())
            + "\n"
            + String.join("\n", arrivals.stream().limit(TEXTS_SHOWN).map(Arrival::text).toList());
    return Optional.of(
        Observation.fact(
            alike ? "duplicates-at-intervals" : "duplicates", text, first.where(), first.when()));
  }

  /** Each within a fifth of the middle one. */
  static boolean isAlike(Collection<Long> spans) {
    List<Long> sorted = spans.stream().sorted().toList();
    @Nullable Long middle = sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
    return middle != null
        && sorted.stream().allMatch(span -> Math.abs(span - middle) * 5 <= middle);
  }
}
