package org.mailguard.doctor.read.guard;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.doctor.Printable;
import org.mailguard.doctor.read.scene.Scene;
import org.mailguard.doctor.read.scene.Scene.Said;
import org.mailguard.doctor.read.scene.Scene.Step;
import org.mailguard.events.MessageId;

/** One session, as far as the log has it: only what the guard did something about. */
final class GuardSession {
  private static final int LONGEST = 400;

  private final String name;
  private final List<Step> steps = new ArrayList<>();
  private int leftOut;
  private String ending = "the log has nothing more of it";

  GuardSession(String name) {
    this.name = name;
  }

  void add(GuardRecord record, String where) {
    if (record.id() == MessageId.CONNECTION_ENDED) {
      ending = record.detail();
      return;
    }
    if (record.act() == Act.NOTHING) {
      return;
    }
    String at = "line " + where.substring(where.lastIndexOf(':') + 1) + ", " + record.label();
    boolean ofServer = isReply(record.before());
    boolean answered = isReply(record.after()) && !ofServer;
    boolean edited =
        !answered && !record.after().isEmpty() && !record.after().equals(record.before());
    if (!record.before().isEmpty()) {
      String remark = record.act().word() + " by " + record.why();
      add(
          new Step(
              !ofServer,
              List.of(
                  edited
                      ? new Said(
                          bounded(record.before()),
                          bounded(record.after()),
                          remark + "; sent on as")
                      : new Said(bounded(record.before()), Said.SAME, remark)),
              at));
      if (!answered || record.act() == Act.OBSERVED) {
        return;
      }
    }
    String answer = answered ? record.after() : record.detail() + " (" + record.why() + ")";
    add(new Step(false, List.of(Said.of(bounded(answer.strip()))), at));
  }

  private static boolean isReply(String text) {
    return text.matches("[2-5]\\d\\d[ -].*");
  }

  private void add(Step step) {
    if (steps.size() < Scene.MOST_STEPS) {
      steps.add(step);
    } else {
      leftOut++;
    }
  }

  private static String bounded(String text) {
    return Printable.bounded(text, LONGEST);
  }

  Scene scene() {
    return new Scene(name, "client", "Mailguard", steps, ending, leftOut);
  }
}
