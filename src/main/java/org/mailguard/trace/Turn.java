package org.mailguard.trace;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.trace.Dialogue.Entry;
import org.mailguard.trace.Dialogue.Kind;

/**
 * What one side says before it gets anything, or one event, with the expectations behind it.
 *
 * <p>Lines that are followed by no {@code >} are expected on the other side as they are; so a
 * transcript shows what the guard changes and nothing else.
 */
public record Turn(List<Entry> entries) {
  public Turn {
    entries = List.copyOf(entries);
  }

  /**
   * The turns of a dialogue. Where a {@link PlausibleServer} answers, each line of the client is a
   * turn of its own, since it is answered before the next one.
   */
  public static List<Turn> of(Dialogue dialogue) {
    List<Entry> all = dialogue.entries();
    boolean hasServer = dialogue.hasServer();
    List<Turn> turns = new ArrayList<>();
    for (int from = 0; from < all.size(); ) {
      int to = from + 1;
      while (to < all.size() && isContinued(all.subList(from, to), all.get(to), hasServer)) {
        to++;
      }
      turns.add(new Turn(all.subList(from, to)));
      from = to;
    }
    return turns;
  }

  private static boolean isContinued(List<Entry> turn, Entry next, boolean hasServer) {
    Kind sender = turn.getFirst().kind();
    Kind got = sender == Kind.CLIENT ? Kind.TO_CLIENT : Kind.TO_SERVER;
    return switch (next.kind()) {
      case CLIENT, SERVER ->
          hasServer
              && next.kind() == sender
              && turn.getLast().kind() != Kind.ASSERTION
              && turn.stream().noneMatch(entry -> entry.kind() == got && !entry.octets().isEmpty());
      case TO_SERVER, TO_CLIENT, NOTE, STATE, ASSERTION -> true;
      case EVENT, CONTENT -> false;
    };
  }

  /** What {@code side} is expected to get in this turn. */
  public String expectedAt(Side side) {
    StringBuilder expected = new StringBuilder();
    StringBuilder unchanged = new StringBuilder();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.kind() == side.gets()) {
        expected.append(entry.octets());
      } else if (entry.isSent() && entry.isFromClient() == (side == Side.SERVER)) {
        unchanged.append(entry.octets());
        boolean last = i + 1 == entries.size();
        if (last || entries.get(i + 1).kind() != entry.kind()) {
          if (last || !isGot(entries.get(i + 1))) {
            expected.append(unchanged);
          }
          unchanged.setLength(0);
        }
      }
    }
    return expected.toString();
  }

  private static boolean isGot(Entry entry) {
    return entry.kind() == Kind.TO_SERVER || entry.kind() == Kind.TO_CLIENT;
  }

  /** True if a line says what {@code side} gets. */
  boolean names(Side side) {
    return entries.stream().anyMatch(entry -> entry.kind() == side.gets());
  }
}
