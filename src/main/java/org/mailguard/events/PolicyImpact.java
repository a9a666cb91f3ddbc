package org.mailguard.events;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.mailguard.events.Intervention.Verdict;

/**
 * Counts what the rules of inspection maps did and, apart from it, what they only would have done,
 * and to whom; and hands every event on. So whoever puts a map to the test learns whose mail it
 * would touch before it does. Thread-safe; costs what a map and a short lock cost, and only for
 * events of rules.
 *
 * <p>Bounds: {@value #MOST_RULES} rules, what is beyond counts for none of them; of each the
 * {@value RulePeers#MOST} addresses that it met most often, nearly exactly.
 */
public final class PolicyImpact implements EventLog {
  static final int MOST_RULES = 4096;
  private static final int SHOWN = 10;

  private final ConcurrentHashMap<Key, RulePeers> rules = new ConcurrentHashMap<>();
  private final EventLog next;

  /** Of one rule that had two verdicts over time, each is a line of its own. */
  private record Key(String map, int number, String rule, Verdict verdict) {}

  /**
   * What one rule did since it was asked last.
   *
   * @param enforced how often it did what its action says
   * @param observed how often it would have
   * @param peers the addresses that it met most often, the most frequent first
   * @param morePeers true if there were more of them than are kept
   */
  public record Line(
      String map,
      int number,
      String rule,
      Verdict verdict,
      long enforced,
      long observed,
      List<Peer> peers,
      boolean morePeers) {

    public Line {
      peers = List.copyOf(peers);
    }

    /** {@code edge 4 header line length gt 998}. */
    public String name() {
      return number == 0 ? map + " " + rule : map + " " + number + " " + rule;
    }

    /** For the log: {@code refused 3, would have refused 2; 192.0.2.1 (4), 192.0.2.9 (1)}. */
    public Event event() {
      StringBuilder text = new StringBuilder();
      if (enforced > 0) {
        text.append(verdict.word()).append(' ').append(enforced);
      }
      if (observed > 0) {
        text.append(text.isEmpty() ? "" : ", ").append("would have ");
        text.append(verdict.word()).append(' ').append(observed);
      }
      String mark = "; ";
      for (Peer peer : peers.subList(0, Math.min(SHOWN, peers.size()))) {
        text.append(mark).append(peer.address()).append(" (").append(peer.count()).append(')');
        mark = ", ";
      }
      if (peers.size() > SHOWN) {
        text.append(morePeers ? ", and more than " : ", and ").append(peers.size() - SHOWN);
        text.append(" more");
      }
      return new Event(MessageId.POLICY_IMPACT, 0, "", name(), text.toString(), "", "");
    }
  }

  /** An address and how often a rule met it: never less than it did, and more only in a flood. */
  public record Peer(String address, long count) {}

  public PolicyImpact(EventLog next) {
    this.next = next;
  }

  @Override
  public void log(Event event) {
    Intervention done = event.intervention();
    if (done != null && done.isOfRule()) {
      count(done, event.peer());
    }
    next.log(event);
  }

  @Override
  public boolean hears(MessageId id) {
    return next.hears(id);
  }

  private void count(Intervention done, String peer) {
    Key key = new Key(done.map(), done.number(), done.rule(), done.verdict());
    RulePeers known = rules.get(key);
    if (known == null && rules.size() < MOST_RULES) {
      known = rules.computeIfAbsent(key, _ -> new RulePeers());
    }
    if (known != null) {
      int port = peer.lastIndexOf('/');
      known.count(port < 0 ? peer : peer.substring(0, port), done.observed());
    }
  }

  /** What there is to say of each rule that did something, by map and number. */
  public List<Line> report() {
    List<Line> lines = new ArrayList<>();
    rules.forEach(
        (key, peers) -> lines.add(peers.line(key.map(), key.number(), key.rule(), key.verdict())));
    lines.sort(
        Comparator.comparing(Line::map)
            .thenComparingInt(Line::number)
            .thenComparing(Line::rule)
            .thenComparing(Line::verdict));
    return lines;
  }

  /** The report, and a new beginning: for a configuration that comes or goes. */
  public List<Line> take() {
    List<Line> lines = report();
    rules.clear();
    return lines;
  }
}
