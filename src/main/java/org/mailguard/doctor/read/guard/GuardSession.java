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
    boolean reply = record.after().matches("[2-5]\\d\\d[ -].*");
    boolean ofServer = record.before().matches("[2-5]\\d\\d[ -].*");
    if (!record.before().isEmpty()) {
      boolean edited = !reply && !record.after().isEmpty() && record.act() != Act.OBSERVED;
      String remark = record.act().word() + " by " + record.why();
      Said said =
          new Said(bounded(record.before()), edited ? bounded(record.after()) : Said.SAME, remark);
      add(new Step(!ofServer, List.of(said), at));
      if (edited || ofServer || !reply || record.act() == Act.OBSERVED) {
        return;
      }
    }
    String answer = reply ? record.after() : record.detail() + " (" + record.why() + ")";
    add(new Step(false, List.of(Said.of(bounded(answer.strip()))), at));
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
