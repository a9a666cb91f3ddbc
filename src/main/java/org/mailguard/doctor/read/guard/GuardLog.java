package org.mailguard.doctor.read.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.read.scene.Scene;

/**
 * Reads Mailguard's own log line by line, of any length: what it did is counted by rule, and the
 * first sessions that something was done to are kept. For one thread.
 */
public final class GuardLog {
  private static final int MOST_DEEDS = 1000;
  private static final int MOST_SESSIONS = 200;

  private final String file;
  private final Map<String, Deed> deeds = new LinkedHashMap<>();
  private final Map<String, GuardSession> sessions = new LinkedHashMap<>();
  private final Map<Act, Long> counts = new EnumMap<>(Act.class);
  private boolean full;

  /** Of the file that is called so. */
  public GuardLog(String file) {
    this.file = file;
  }

  /**
   * One line.
   *
   * @param where the file and the line
   * @param when its time, as it stands there; asked only if it is shown
   */
  public void line(String line, String where, Supplier<String> when) {
    GuardLine.of(line).ifPresent(it -> record(it, where, when));
  }

  private void record(GuardRecord record, String where, Supplier<String> when) {
    String name = name(record);
    if (record.act() != Act.NOTHING) {
      counts.merge(record.act(), 1L, Long::sum);
      String key = record.act() + " " + record.label() + " " + record.rule();
      Deed deed = deeds.get(key);
      if (deed == null && deeds.size() < MOST_DEEDS) {
        deed = new Deed(record, where, when.get());
        deeds.put(key, deed);
      }
      if (deed == null) {
        full = true;
      } else {
        deed.again(name);
      }
    }
    session(record, name, where);
  }

  /** Sessions are kept from the first thing that was done to them. */
  private void session(GuardRecord record, String name, String where) {
    if (name.isEmpty()) {
      return;
    }
    GuardSession session = sessions.get(key(record));
    if (session == null && record.act() != Act.NOTHING && sessions.size() < MOST_SESSIONS) {
      session = new GuardSession(file + ", " + name);
      sessions.put(key(record), session);
    }
    if (session != null) {
      session.add(record, where);
    }
  }

  /** A rule's line of text has no session, and the client's port is in all of them. */
  private static String key(GuardRecord record) {
    return record.peer().isEmpty() ? "session " + record.session() : record.peer();
  }

  private static String name(GuardRecord record) {
    String number = record.session() > 0 ? "session " + record.session() + " " : "";
    return (number + record.peer()).strip();
  }

  /** What was done, by rule, as facts. */
  public List<Observation> seen() {
    return deeds.values().stream().map(Deed::seen).toList();
  }

  /** What to type if it should not be, by fact. */
  public Map<String, List<Remedy>> remedies() {
    Map<String, List<Remedy>> remedies = new LinkedHashMap<>();
    for (Deed deed : deeds.values()) {
      GuardRemedies.of(deed.first())
          .forEach(each ->
              remedies
                  .computeIfAbsent(deed.first().act().fact(), _ -> new ArrayList<>())
                  .add(each));
    }
    return remedies;
  }

  /** As {@link #remedies}, of what a client was answered: the id is in the reply as well. */
  public static List<Remedy> ofReply(String text) {
    return GuardRemedies.ofReply(text);
  }

  /** {@code 3 refused, 1 changed}, or empty if nothing was done. */
  public String summary() {
    return Arrays.stream(Act.values())
        .filter(act -> act != Act.NOTHING && counts.containsKey(act))
        .map(act -> counts.get(act) + " " + act.word())
        .collect(Collectors.joining(", "));
  }

  /** The sessions that something was done to, to be drawn. */
  public List<Scene> scenes() {
    return sessions.values().stream().map(GuardSession::scene).toList();
  }

  /** Sentences about what was left out. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (full) {
      notes.add(
          "Of what Mailguard did, what belongs to the first " + MOST_DEEDS + " rules is shown.");
    }
    if (sessions.size() == MOST_SESSIONS) {
      notes.add(
          "Of Mailguard's sessions the first "
              + MOST_SESSIONS
              + " that something was done to are kept; all are counted.");
    }
    return notes;
  }
}
