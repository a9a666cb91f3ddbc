package org.mailguard.peers;

import java.util.List;

/**
 * What became of a symptom behind one box.
 *
 * @param isThere true if it was there
 * @param octets lines that show it, or that show its absence; no ports and no times, so that two
 *     runs say the same
 */
record Sighting(boolean isThere, List<String> octets) {
  Sighting {
    octets = List.copyOf(octets);
  }

  static Sighting of(boolean isThere, String... octets) {
    return new Sighting(isThere, List.of(octets));
  }
}
