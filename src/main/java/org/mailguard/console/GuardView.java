package org.mailguard.console;

import java.io.IOException;
import org.mailguard.config.Configuration;

/**
 * What the console sees of the running guard, and may do to it. The root package implements it.
 * Every thread may call.
 */
public interface GuardView {
  /** What the guard runs on now. */
  Configuration running();

  /**
   * Gives the guard another configuration: new sessions have it, open ones finish on the one they
   * began with.
   *
   * @throws IOException if it cannot be had, for instance since a port is taken; the guard goes on
   *     as before
   */
  void apply(Configuration next) throws IOException;

  /** What there is to see of it at work. */
  LiveGuard live();
}
