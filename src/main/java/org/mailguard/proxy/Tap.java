package org.mailguard.proxy;

import org.mailguard.policy.Publication;
import org.mailguard.session.Step;

/** Watches sessions as they happen. Called on the event loops: must not block. */
public interface Tap {
  Tap NONE = (session, publication, step) -> {};

  /** {@code session} does {@code step} next. */
  void step(long session, Publication publication, Step step);
}
