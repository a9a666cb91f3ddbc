package org.mailguard;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.mailguard.config.Configuration;
import org.mailguard.console.ConfigurationStore;
import org.mailguard.console.GuardView;
import org.mailguard.events.Counters;
import org.mailguard.events.Event;
import org.mailguard.events.EventLog;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Publication;
import org.mailguard.policy.Timeouts;
import org.mailguard.proxy.Guard;
import org.mailguard.proxy.HandedOver;
import org.mailguard.proxy.Tap;

/** A guard with its log, wired from a configuration. The one place where the parts meet. */
final class RunningGuard {
  private final Logs logs;
  private final Counters counters;
  private final Guard guard;
  private final Conversations conversations;
  private final Instant started = Instant.now();
  private volatile Configuration configuration;
  private volatile Consumer<Configuration> follower = _ -> {};
  private volatile int mostPublications;

  private RunningGuard(
      Logs logs, Guard guard, Conversations conversations, Configuration configuration) {
    this.logs = logs;
    this.counters = logs.counters();
    this.guard = guard;
    this.conversations = conversations;
    this.configuration = configuration;
    mostPublications = configuration.publications().size();
  }

  /** Listens on every port of the configuration, or none; {@code out} takes the log. */
  static RunningGuard start(
      Configuration configuration, HandedOver handedOver, OutputStream out, Tap tap)
      throws IOException {
    Logs logs = new Logs(out, configuration.logging());
    try {
      Conversations conversations = new Conversations(tap);
      Guard guard = Guard.start(task(configuration), handedOver, logs.counters(), conversations);
      return new RunningGuard(logs, guard, conversations, configuration);
    } catch (IOException e) {
      logs.close();
      throw e;
    }
  }

  private static Guard.Task task(Configuration configuration) {
    return new Guard.Task(
        configuration.publications(),
        configuration.bounds().sessions(),
        configuration.bounds().sessionsPerAddress(),
        configuration.bounds().flows());
  }

  /** For the operator's console; one is enough. */
  GuardView view(ConfigurationStore files) {
    return new GuardOperations(this, guard, logs, conversations, files);
  }

  Configuration configuration() {
    return configuration;
  }

  EventLog log() {
    return counters;
  }

  /** Has {@code next} told of each configuration that the guard takes; it must not throw. */
  void onReload(Consumer<Configuration> next) {
    follower = next;
  }

  Instant started() {
    return started;
  }

  /** How many there were in one configuration, at the most. */
  int mostPublications() {
    return mostPublications;
  }

  /** {@code ready} and where it listens, in one line; nobody takes an empty one for a guard. */
  private String readyLine() {
    return guard.addresses().isEmpty()
        ? "ready nowhere: nothing is published, so nobody can connect"
        : "ready "
            + guard.addresses().stream().map(Addresses::text).collect(Collectors.joining(" "));
  }

  /** Prints the line that scripts wait for, and only then logs: the log goes to the same stream. */
  void announce(PrintStream out) {
    out.println(readyLine());
    counters.log(Event.ofGuard(MessageId.READY, readyLine()));
    nameUnusedSockets();
  }

  /** Takes a new configuration whole, or keeps the old one whole. */
  synchronized void reload(Configuration next) throws IOException {
    next.continueCounting(configuration);
    guard.reload(task(next));
    tellImpact();
    logs.change(next.logging());
    configuration = next;
    follower.accept(next);
    mostPublications = Math.max(mostPublications, next.publications().size());
    counters.log(Event.ofGuard(MessageId.RELOADED, readyLine()));
    nameUnusedSockets();
  }

  /** Says in the log what is wrong with the servers. Blocks; for a thread of its own. */
  void testServers() {
    Configuration tested = configuration;
    SelfTests tests = new SelfTests(tested);
    for (String name : tests.unresolved()) {
      counters.log(Event.ofGuard(MessageId.SERVER_NAME_UNKNOWN, name));
    }
    if (tested.relayTest() != Configuration.RelayTest.OFF) {
      tests
          .openRelays()
          .forEach((server, reply) ->
              counters.log(Event.ofGuard(MessageId.OPEN_RELAY, server + " answered " + reply)));
    }
  }

  /** The levels of the configuration that ends decide whether anybody reads it. */
  private void tellImpact() {
    logs.impact().take().forEach(line -> counters.log(line.event()));
  }

  private void nameUnusedSockets() {
    guard.unused().forEach(socket -> counters.log(Event.ofGuard(MessageId.SOCKET_UNUSED, socket)));
  }

  void refused(String why) {
    counters.log(Event.ofGuard(MessageId.RELOAD_REFUSED, why));
  }

  /** Lets transactions finish as long as the configuration says, then ends. */
  void stop() throws InterruptedException {
    Duration limit =
        configuration.publications().stream()
            .map(Publication::policy)
            .map(policy -> policy.timeouts().drain())
            .findFirst()
            .orElse(Timeouts.DEFAULT.drain());
    stop(limit);
  }

  void stop(Duration limit) throws InterruptedException {
    guard.drain();
    counters.log(
        Event.ofGuard(
            MessageId.DRAINING,
            guard.sessions() + " sessions open, waiting " + limit.toSeconds() + " s"));
    guard.stop(limit);
    tellImpact();
    logs.close();
  }
}
