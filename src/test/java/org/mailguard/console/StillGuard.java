package org.mailguard.console;

import java.io.IOException;
import java.util.Optional;
import org.mailguard.config.Configuration;
import org.mailguard.events.LogWatch;

/** A guard without a network: it has the configuration that it was given last. */
final class StillGuard implements GuardView {
  private final LiveGuard live;
  private Configuration running;

  StillGuard(Configuration running) {
    this.running = running;
    this.live =
        new StillLive(new LogWatch.Look(running.logging().style(), running.logging().messages()));
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

  @Override
  public LiveGuard live() {
    return live;
  }
}
