package org.mailguard.peers;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.mailguard.FreshPort;

/**
 * A program that serves a port of loopback until it is ended. It has a session of its own, so that
 * a signal that it sends to its process group does not reach the tests, and it is ended by process
 * id together with what it started.
 */
final class Daemon implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Set<Daemon> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    // An interrupted test run must not leave mail servers behind.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Daemon::kill)));
  }

  private final Process process;
  private final Path output;

  private Daemon(Process process, Path output) {
    this.process = process;
    this.output = output;
    RUNNING.add(this);
  }

  /** Starts it and waits until the port answers. */
  static Daemon start(Path output, int port, List<String> command) throws IOException {
    List<String> inOwnSession = new ArrayList<>(List.of("setsid"));
    inOwnSession.addAll(command);
    Process process =
        new ProcessBuilder(inOwnSession)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(output.toFile())
            .start();
    var daemon = new Daemon(process, output);
    await("port " + port + " of " + command).until(() -> daemon.answers(port));
    return daemon;
  }

  /** A port of loopback that is free now. */
  static int freePort() throws IOException {
    return FreshPort.take();
  }

  static org.awaitility.core.ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(POLL);
  }

  long pid() {
    return process.pid();
  }

  private boolean answers(int port) throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("it ended at once:\n" + LatinText.of(output));
    }
    try (var probe = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      return probe.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }

  /** Asks it to end, and returns when it and all that it started are gone. */
  @Override
  public void close() {
    List<ProcessHandle> family = family();
    process.destroy();
    try {
      await("end of " + process.info().command()).until(() -> !process.isAlive());
      family.forEach(ProcessHandle::destroy);
      await("end of its children").until(() -> family.stream().noneMatch(Daemon::runs));
    } finally {
      family.forEach(ProcessHandle::destroyForcibly);
      RUNNING.remove(this);
    }
  }

  /**
   * A process that has ended but was not yet fetched by its new parent counts as gone: it holds no
   * port, no file.
   */
  private static boolean runs(ProcessHandle process) {
    try {
      String stat = LatinText.of(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return process.isAlive() && !stat.contains(") Z ");
    } catch (IOException endedMeanwhile) {
      return false;
    }
  }

  private void kill() {
    family().forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> family() {
    List<ProcessHandle> family = new ArrayList<>(List.of(process.toHandle()));
    process.descendants().forEach(family::add);
    return family;
  }
}
