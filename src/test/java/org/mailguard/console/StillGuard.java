package org.mailguard.console;

import java.io.IOException;
import java.util.Optional;
import org.mailguard.config.Configuration;

/** A guard without a network: it has the configuration that it was given last. */
final class StillGuard implements GuardView {
  private Configuration running;

  StillGuard(Configuration running) {
    this.running = running;
  }

  @Override
  public Configuration running() {
    return running;
  }

  /** One name stands for a configuration that the guard cannot have. */
  @Override
  public void apply(Configuration next) throws IOException {
    if (next.hostname().equals(Optional.of("unable"))) {
      throw new IOException("127.0.0.1 port 2525: address already in use");
    }
    running = next;
  }
}
