package org.mailguard;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.mailguard.console.LiveGuard.Watch;
import org.mailguard.policy.Publication;
import org.mailguard.proxy.Tap;
import org.mailguard.session.Step;

/**
 * Shows operators what sessions say as they say it: {@code debug smtp}. As long as nobody watches,
 * a step costs one look at an empty list. Lines are made on the session's event loop, so a watcher
 * must not block; {@code TerminalFeed} of the console does not.
 */
final class Conversations implements Tap {
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private final Tap next;

  private record Watcher(Optional<InetAddress> peer, Consumer<String> lines) {
    boolean watches(InetAddress client) {
      return peer.isEmpty() || peer.get().equals(client);
    }
  }

  /** {@code next} hears of every step as well. */
  Conversations(Tap next) {
    this.next = next;
  }

  /** {@code lines} is called on event loops. */
  Watch watch(Optional<InetAddress> peer, Consumer<String> lines) {
    Watcher watcher = new Watcher(peer, lines);
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  @Override
  public void step(long session, InetSocketAddress peer, Publication publication, Step step) {
    next.step(session, peer, publication, step);
    if (!watchers.isEmpty()) {
      show(session, peer, step);
    }
  }

  private void show(long session, InetSocketAddress peer, Step step) {
    for (Watcher watcher : watchers) {
      if (watcher.watches(peer.getAddress())) {
        for (String line : StepText.lines(step)) {
          watcher.lines().accept("SMTP: " + session + " " + Addresses.text(peer) + " " + line);
        }
      }
    }
  }
}
