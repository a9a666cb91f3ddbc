package org.mailguard.events;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mailguard.events.Intervention.Verdict;
import org.mailguard.events.PolicyImpact.Line;
import org.mailguard.events.PolicyImpact.Peer;

/**
 * How often one rule did something, and to whom. A new address in a full table takes the place and
 * the count of the rarest ("space saving", Metwally and others 2005): whoever is met more often
 * than one in {@value #MOST} is in the table for certain. Thread-safe.
 */
final class RulePeers {
  static final int MOST = 64;

  private final Map<String, Long> counts = new HashMap<>();
  private long enforced;
  private long observed;
  private boolean more;

  synchronized void count(String address, boolean onlyObserved) {
    if (onlyObserved) {
      observed++;
    } else {
      enforced++;
    }
    if (counts.size() < MOST || counts.containsKey(address)) {
      counts.merge(address, 1L, Long::sum);
    } else {
      replaceRarest(address);
    }
  }

  private void replaceRarest(String address) {
    more = true;
    String rarest = "";
    long least = Long.MAX_VALUE;
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      if (entry.getValue() < least) {
        rarest = entry.getKey();
        least = entry.getValue();
      }
    }
    counts.remove(rarest);
    counts.put(address, least + 1);
  }

  synchronized Line line(String map, int number, String rule, Verdict verdict) {
    List<Peer> peers =
        counts.entrySet().stream()
            .map(entry -> new Peer(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingLong(Peer::count).reversed().thenComparing(Peer::address))
            .toList();
    return new Line(map, number, rule, verdict, enforced, observed, peers, more);
  }
}
