package org.mailguard.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.mailguard.events.Event;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Access;
import org.mailguard.policy.Endpoint;
import org.mailguard.policy.Limits;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;
import org.mailguard.policy.Timeouts;

/** A guard on a free port of loopback, in this process, with its events kept. */
final class TestGuard implements AutoCloseable {
  private static final Access EVERYBODY = _ -> new Access.Decision.Permitted("test");

  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private final Guard guard;

  private TestGuard(Guard.Task task) throws IOException {
    guard = Guard.start(task, events::add, Tap.NONE);
  }

  private TestGuard(Guard.Task task, Duration grace) throws IOException {
    guard = Guard.start(task, HandedOver.NONE, events::add, Tap.NONE, grace);
  }

  /** With a grace for slow mail data that a test can wait for. */
  static TestGuard impatient(int serverPort, Policy policy, Duration grace) throws IOException {
    return new TestGuard(
        task(publication("127.0.0.1", serverPort, policy, EVERYBODY), 1000, 1000), grace);
  }

  static TestGuard of(Publication publication) throws IOException {
    return new TestGuard(task(publication, 1000, 1000));
  }

  static TestGuard before(int serverPort) throws IOException {
    return with(serverPort, Policy.MAILGUARD_DEFAULT);
  }

  static TestGuard with(int serverPort, Policy policy) throws IOException {
    return new TestGuard(task(publication("127.0.0.1", serverPort, policy, EVERYBODY), 1000, 1000));
  }

  static TestGuard with(int serverPort, Access access) throws IOException {
    return new TestGuard(
        task(publication("127.0.0.1", serverPort, Policy.MAILGUARD_DEFAULT, access), 1000, 1000));
  }

  static TestGuard limited(int serverPort, int sessions, int ofAddress) throws IOException {
    return new TestGuard(
        task(
            publication("127.0.0.1", serverPort, Policy.MAILGUARD_DEFAULT, EVERYBODY),
            sessions,
            ofAddress));
  }

  static TestGuard on(String listenAddress, Endpoint server) throws IOException {
    return new TestGuard(
        task(
            new Publication(listenAddress, freePort(), server, EVERYBODY, Policy.MAILGUARD_DEFAULT),
            1000,
            1000));
  }

  /** {@code change} gives the policy the time limits that a test can wait for. */
  static TestGuard hasty(int serverPort, UnaryOperator<Timeouts> change) throws IOException {
    Policy policy = Policy.MAILGUARD_DEFAULT;
    return with(serverPort, policy.withBounds(policy.limits(), change.apply(policy.timeouts())));
  }

  /** The usual policy with another limit of recipients. */
  static Policy withRecipients(int limit) {
    Policy policy = Policy.MAILGUARD_DEFAULT;
    Limits limits = policy.limits();
    return policy.withBounds(
        new Limits(
            limits.commandLine(),
            limits.saslLine(),
            limit,
            limits.errors(),
            limits.junk(),
            limits.outstanding(),
            limits.chunks(),
            limits.drained()),
        policy.timeouts());
  }

  static Publication publication(String address, int serverPort, Policy policy, Access access)
      throws IOException {
    return new Publication(
        address, freePort(), new Endpoint("127.0.0.1", serverPort), access, policy);
  }

  static Guard.Task task(Publication publication, int sessions, int ofAddress) {
    return new Guard.Task(List.of(publication), sessions, ofAddress);
  }

  /** A port that was free a moment ago. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  Guard guard() {
    return guard;
  }

  int port() {
    return guard.addresses().getFirst().getPort();
  }

  /** Waits until an event with this id was logged. */
  Event await(MessageId id) {
    Awaitility.await("event " + id)
        .atMost(Duration.ofSeconds(10))
        .until(() -> events.stream().anyMatch(event -> event.id() == id));
    return events.stream().filter(event -> event.id() == id).findFirst().orElseThrow();
  }

  long count(MessageId id) {
    return events.stream().filter(event -> event.id() == id).count();
  }

  void awaitNoSessions() {
    Awaitility.await("all sessions over")
        .atMost(Duration.ofSeconds(10))
        .until(() -> guard.sessions() == 0);
  }

  @Override
  public void close() {
    try {
      guard.stop(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
