package org.mailguard.proxy;

import java.net.InetSocketAddress;
import org.mailguard.policy.Publication;
import org.mailguard.session.Step;

/** Watches sessions as they happen. Called on the event loops: must not block. */
public interface Tap {
  Tap NONE = (session, peer, publication, step) -> {};

  /** {@code session}, of the client {@code peer}, does {@code step} next. */
  void step(long session, InetSocketAddress peer, Publication publication, Step step);
}
