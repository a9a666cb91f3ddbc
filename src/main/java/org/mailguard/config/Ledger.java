package org.mailguard.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mailguard.config.LineUse.Use;

/**
 * Accounts for every line that is neither blank nor a comment: nothing of a file is dropped in
 * silence.
 */
final class Ledger {
  private final Map<Integer, LineUse> lines = new TreeMap<>();

  void used(Location where) {
    enter(where, Use.USED, "");
  }

  void notUsed(Location where, String reason) {
    enter(where, Use.NOT_USED, reason);
  }

  void unknown(Location where) {
    enter(where, Use.UNKNOWN, "");
  }

  private void enter(Location where, Use use, String reason) {
    lines.put(where.line(), new LineUse(where.line(), Secrets.masked(where.text()), use, reason));
  }

  /** The line and those below it. */
  void notUsed(Candidate.Node node, String reason) {
    node.places().forEach(where -> notUsed(where, reason));
    node.children().forEach(child -> notUsed(child, reason));
  }

  /** In the order of the file. */
  List<LineUse> lines() {
    return List.copyOf(lines.values());
  }
}
