package org.mailguard.trace;

import org.mailguard.trace.Dialogue.Kind;

/** Of the guard: who connected to it, and whom it connected to. */
public enum Side {
  CLIENT(Kind.TO_CLIENT),
  SERVER(Kind.TO_SERVER);

  private final Kind gets;

  Side(Kind gets) {
    this.gets = gets;
  }

  /** The line of a dialogue that says what it gets. */
  Kind gets() {
    return gets;
  }
}
