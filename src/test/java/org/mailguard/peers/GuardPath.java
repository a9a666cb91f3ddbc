package org.mailguard.peers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.mailguard.FreshPort;
import org.mailguard.events.EventLog;
import org.mailguard.policy.Access;
import org.mailguard.policy.Endpoint;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;
import org.mailguard.proxy.Guard;
import org.mailguard.proxy.Tap;

/** A guard in this process lies between, with this policy. */
record GuardPath(Policy policy) implements MailPath {
  private static final int SESSIONS = 1000;
  private static final EventLog NOWHERE = event -> {};

  @Override
  public Open open(int serverPort) throws IOException {
    Access everybody = _ -> new Access.Decision.Permitted("test");
    Publication publication =
        new Publication(
            "127.0.0.1", freePort(), new Endpoint("127.0.0.1", serverPort), everybody, policy);
    Guard guard =
        Guard.start(new Guard.Task(List.of(publication), SESSIONS, SESSIONS), NOWHERE, Tap.NONE);
    return new Open() {
      @Override
      public int port() {
        return publication.listenPort();
      }

      @Override
      public void close() {
        try {
          guard.stop(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  private static int freePort() throws IOException {
    return FreshPort.take();
  }
}
