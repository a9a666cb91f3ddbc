package org.mailguard.doctor.read.guard;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.doctor.Observation;

/** What one rule did, or the guard for one reason, again and again. Holds its first time whole. */
final class Deed {
  private static final int SESSIONS_SHOWN = 5;

  private final GuardRecord first;
  private final String where;
  private final String when;
  private final List<String> sessions = new ArrayList<>();
  private long count;
  private String last = "";
  private long changes;

  Deed(GuardRecord first, String where, String when) {
    this.first = first;
    this.where = where;
    this.when = when;
  }

  /** Again, in the session that is called so. */
  void again(String session) {
    count++;
    if (!session.isEmpty() && !session.equals(last)) {
      last = session;
      changes++;
      if (sessions.size() < SESSIONS_SHOWN && !sessions.contains(session)) {
        sessions.add(session);
      }
    }
  }

  GuardRecord first() {
    return first;
  }

  long count() {
    return count;
  }

  Observation seen() {
    StringBuilder text = new StringBuilder(200);
    text.append(first.label()).append(' ').append(first.why()).append(": ");
    text.append(first.act().word()).append(' ').append(times());
    if (!sessions.isEmpty()) {
      text.append("; ").append(String.join(", ", sessions));
      text.append(changes > sessions.size() ? " and others" : "");
    }
    line(text, "received: ", first.before());
    line(text, "sent: ", first.after());
    if (first.before().isEmpty() && first.after().isEmpty()) {
      line(text, "", first.detail());
    }
    return Observation.fact(first.act().fact(), text.toString(), where, when);
  }

  private String times() {
    return count == 1 ? "once" : count + " times";
  }

  private static void line(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append('\n').append(name).append(value);
    }
  }
}
