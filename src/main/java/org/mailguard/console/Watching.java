package org.mailguard.console;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.LogWatch;
import org.mailguard.events.Severity;

/**
 * What one operator watches: conversations of clients ({@code debug smtp}) and the log ({@code
 * terminal monitor}). Both go through one {@link TerminalFeed}. For the thread that serves him.
 */
public final class Watching implements AutoCloseable {
  /** So many clients by address at once. */
  static final int MOST = 16;

  private final LiveGuard guard;
  private final Screen screen;
  private final LongSupplier nanos;
  private final Map<Optional<InetAddress>, LiveGuard.Watch> debugged = new LinkedHashMap<>();
  private LogWatch.@Nullable Watch monitor;
  private @Nullable TerminalFeed feed;

  /** {@code nanos} is a clock such as {@link System#nanoTime}. */
  public Watching(LiveGuard guard, Screen screen, LongSupplier nanos) {
    this.guard = guard;
    this.screen = screen;
    this.nanos = nanos;
  }

  /** Shows what a client, or every client, says from now on; false if there are too many. */
  boolean debug(Optional<InetAddress> peer) {
    if (debugged.containsKey(peer)) {
      return true;
    }
    if (debugged.size() >= MOST) {
      return false;
    }
    debugged.put(peer, guard.watch(peer, feed()::offer));
    return true;
  }

  void undebug(Optional<InetAddress> peer) {
    LiveGuard.Watch watch = debugged.remove(peer);
    if (watch != null) {
      watch.close();
    }
    closeIfUnused();
  }

  void undebugAll() {
    debugged.values().forEach(LiveGuard.Watch::close);
    debugged.clear();
    closeIfUnused();
  }

  /** Shows the log from now on. */
  void monitor(Severity least) {
    unmonitor();
    monitor = guard.log().watch(least, feed()::offer);
  }

  void unmonitor() {
    if (monitor != null) {
      monitor.close();
      monitor = null;
    }
    closeIfUnused();
  }

  /** {@code show debug}. */
  String shown() {
    StringBuilder out = new StringBuilder();
    for (Optional<InetAddress> peer : debugged.keySet()) {
      out.append("debug smtp")
          .append(peer.map(address -> " " + ShownText.address(address)).orElse(""))
          .append(" enabled\n");
    }
    return out.isEmpty() ? "Nothing is debugged.\n" : out.toString();
  }

  private TerminalFeed feed() {
    TerminalFeed known = feed;
    if (known == null) {
      known = new TerminalFeed(screen::printAside, nanos);
      feed = known;
    }
    return known;
  }

  private void closeIfUnused() {
    if (debugged.isEmpty() && monitor == null && feed != null) {
      feed.close();
      feed = null;
    }
  }

  @Override
  public void close() {
    undebugAll();
    unmonitor();
  }
}
