package org.mailguard.lab;

import java.util.Locale;
import org.mailguard.lab.ExpectedReplies.Kind;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.policy.Policy;

/** What both directions of a {@link StreamEditor} know of the conversation. */
final class EditorState {

  /** What the client's octets are taken for. */
  enum Mode {
    GREETING,
    COMMANDS,
    SASL,
    DATA,
    OPAQUE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Policy policy;
  private final Wires wires;
  private final ExpectedReplies expected;
  private Mode mode = Mode.GREETING;
  private boolean serverTakesData;
  private boolean noopSeen;
  private int dataSeen;

  EditorState(Policy policy, Wires wires) {
    this.policy = policy;
    this.wires = wires;
    expected = new ExpectedReplies(wires);
  }

  Policy policy() {
    return policy;
  }

  Wires wires() {
    return wires;
  }

  ExpectedReplies expected() {
    return expected;
  }

  boolean has(Defect defect) {
    return policy.laboratory().defects().contains(defect);
  }

  Mode mode() {
    return mode;
  }

  void enter(Mode next) {
    mode = next;
    wires.progress();
  }

  /** The server said 354. */
  void serverTakesData(boolean takes) {
    serverTakesData = takes;
  }

  boolean serverTakesData() {
    return serverTakesData;
  }

  /** The client said NOOP. One that the box made of something else is not known to count. */
  void noop() {
    noopSeen = true;
  }

  /** True if mail data is taken for commands from now on (CSCdk46673). */
  boolean judgesData() {
    return noopSeen && has(Defect.NOOP);
  }

  /** A line went to the server whole, so that a reply to it is expected. */
  void lineForwarded(Kind kind) {
    if (kind == Kind.DATA && opensOnData()) {
      expected.add(Kind.OTHER);
      enter(Mode.DATA);
    } else {
      expected.add(kind);
    }
  }

  /**
   * True if a DATA lets everything pass from now on, whatever the server says to it: CVE-2000-1022,
   * and CSCdu47003, where it took two of them (reference: cisco-mailguard 13, B1 to B3).
   */
  private boolean opensOnData() {
    dataSeen++;
    return has(Defect.DATA) || (has(Defect.DATA_AGAIN) && dataSeen > 1);
  }
}
