package org.mailguard.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A guard with thousands of sessions takes one configuration after the other, and nobody who is not
 * named in a change notices. Some changes would shut out the open sessions if they were new: their
 * addresses are denied, the listener that a tenth of them came through is gone, their addresses
 * have more sessions than one may have, and they name more recipients than a message may have.
 *
 * <p>All of it is driven by counts. First every session is brought to the middle of a message. Then
 * the configuration changes while they hold still, and again while they go on, a part of them at
 * each change. From the first change to the last, newcomers come in one after the other, each with
 * one message.
 *
 * <p>The guard needs two sockets for a session and so does this JVM, which is client and server. So
 * the limit of open files decides whether there are {@value #WANTED} sessions: that takes 20,400
 * files; where a process may have 20,000, there are 9,800.
 */
@Tag("peers")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReloadUnderLoadTest {
  private static final int WANTED = 10_000;
  private static final int OTHER_FILES = 400;
  private static final int SESSIONS = Math.min(WANTED, (openFiles() - OTHER_FILES) / 2);

  /** Sessions that are between their connection and the middle of their message, at most. */
  private static final int OPENING = 200;

  private static final int NEWCOMERS_AT_ONCE = 4;

  /** Newcomers that must have come and gone before the next change. */
  private static final int NEWCOMERS_PER_CHANGE = 10;

  /** Changes while all sessions hold still, and as many while they go on. */
  private static final int CHANGES = 12;

  private static final int FIRST_LIMIT = 3;

  /** Not an address that connections come from, so none of them takes a port of a listener. */
  private static final InetAddress GUARD = InetAddress.ofLiteral("127.0.9.1");

  @TempDir private Path folder;
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final Faults faults = new Faults();
  private final LoadServer server = new LoadServer(group, faults);
  private final Set<String> expected = new HashSet<>();
  private int port;
  private int secondPort;
  private @Nullable Program running;

  private final Queue<LoadClient> sessions = new ConcurrentLinkedQueue<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger finished = new AtomicInteger();

  private final AtomicInteger newcomersBegun = new AtomicInteger();
  private final AtomicInteger newcomersFinished = new AtomicInteger();
  private volatile boolean newcomersCome = true;

  /** The limit of this process, which the guard inherits. */
  private static int openFiles() {
    var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return (int) Math.min(system.getMaxFileDescriptorCount(), Integer.MAX_VALUE);
  }

  @AfterEach
  void end() {
    if (running != null) {
      running.close();
    }
    server.close();
    group.shutdownGracefully(0, 5, SECONDS).awaitUninterruptibly();
  }

  @Test
  void nobodyIsLostAndNothingComesTwice() throws Exception {
    try (var first = new ServerSocket(0, 1, GUARD);
        var second = new ServerSocket(0, 1, GUARD)) {
      port = first.getLocalPort();
      secondPort = second.getLocalPort();
    }
    configure("mx0.example", FIRST_LIMIT, true, true, "");
    Program guard = Program.start("run", "-c", file().toString());
    running = guard;
    guard.awaitReady();

    for (int i = 0; i < OPENING; i++) {
      openNext();
    }
    faults.noneUntil(
        SESSIONS + " sessions in the middle of a message",
        () -> server.begun() == SESSIONS && sessions.size() == SESSIONS);

    for (int i = 0; i < NEWCOMERS_AT_ONCE; i++) {
      beginNewcomer();
    }
    for (int change = 1; change <= CHANGES; change++) {
      change(guard, change);
    }
    assertThat(finished.get()).isZero();
    for (int change = 1; change <= CHANGES; change++) {
      for (int n = change * SESSIONS / CHANGES - (change - 1) * SESSIONS / CHANGES; n > 0; n--) {
        sessions.remove().goOn();
      }
      change(guard, CHANGES + change);
    }
    newcomersCome = false;
    faults.noneUntil("newcomers gone", () -> newcomersFinished.get() == newcomersBegun.get());
    faults.noneUntil(SESSIONS + " sessions at their end", () -> finished.get() == SESSIONS);

    for (int i = 0; i < SESSIONS; i++) {
      expect("session-" + i, 1);
      expect("more-" + i, FIRST_LIMIT);
    }
    for (int i = 0; i < newcomersBegun.get(); i++) {
      expect("newcomer-" + i, 1);
    }
    assertEachOnce();

    guard.signal("TERM");
    guard.await("MG-5-750002");
    assertThat(guard.exitStatus()).isZero();
    faults.assertNone("end");
  }

  // ---- the open sessions

  /** The next one follows when this one has come to the middle of its message. */
  private void openNext() {
    int number = opened.getAndIncrement();
    if (number >= SESSIONS) {
      return;
    }
    LoadScript script =
        LoadScript.greeted("220 mx0.example ESMTP")
            .messageWithPause("session-" + number)
            .messageToLimit("more-" + number, FIRST_LIMIT)
            .quit();
    sessions.add(
        new LoadClient(
            group,
            new LoadClient.Task(
                "session " + number,
                new InetSocketAddress("127.0.1." + (1 + number % 10), 0),
                new InetSocketAddress(GUARD, number % 10 == 0 ? secondPort : port),
                script,
                this::openNext,
                finished::incrementAndGet),
            faults));
  }

  // ---- those that come while the configuration changes

  private void beginNewcomer() {
    int number = newcomersBegun.getAndIncrement();
    newcomer(
        "newcomer " + number,
        port,
        LoadScript.greeted("220 mx").message("newcomer-" + number).quit(),
        () -> {
          if (newcomersCome) {
            beginNewcomer();
          }
          newcomersFinished.incrementAndGet();
        });
  }

  private void newcomer(String name, int to, LoadScript script, Runnable whenFinished) {
    new LoadClient(
        group,
        new LoadClient.Task(
            name,
            new InetSocketAddress("127.0.2.1", 0),
            new InetSocketAddress(GUARD, to),
            script,
            () -> {},
            whenFinished),
        faults);
  }

  // ---- changes

  /** Odd changes shut out the open sessions, even ones let them in; each third file is refused. */
  private void change(Program guard, int number) throws Exception {
    boolean open = number % 2 == 0;
    String name = "mx" + number + ".example";
    int limit = open ? FIRST_LIMIT + 2 : 1;
    configure(name, limit, open, open, "");
    guard.signal("HUP");
    guard.await("MG-5-750003");
    assertInForce(number + "-a", port, name, limit);
    if (open) {
      assertInForce(number + "-b", secondPort, name, limit);
    } else {
      assertShutOut();
    }
    if (number % 3 == 0) {
      refuse(guard, number);
      assertInForce(number + "-c", port, name, limit);
    }
    int seen = newcomersFinished.get();
    faults.noneUntil(
        "newcomers after change " + number,
        () -> newcomersFinished.get() >= seen + NEWCOMERS_PER_CHANGE);
  }

  /** By turns a file with a mistake, and a good one with an address that cannot be bound. */
  private void refuse(Program guard, int number) throws Exception {
    try (var taken = new ServerSocket(0, 1, GUARD)) {
      String bad =
          number % 2 == 0 ? "hostname" : publish(secondPort) + "\n" + publish(taken.getLocalPort());
      configure("refused.example", FIRST_LIMIT + 3, false, false, bad);
      guard.signal("HUP");
      guard.await("MG-3-750004");
    }
  }

  private void assertInForce(String id, int at, String name, int limit) {
    AtomicInteger over = new AtomicInteger();
    newcomer(
        "the one that tries change " + id,
        at,
        LoadScript.greeted("220 " + name + " ESMTP").messageToLimit("try-" + id, limit).quit(),
        over::incrementAndGet);
    faults.noneUntil("change " + id + " in force", () -> over.get() == 1);
    expect("try-" + id, limit);
  }

  /** From an address of the open sessions nobody gets in, and the second listener is gone. */
  private void assertShutOut() throws IOException {
    InetAddress denied = InetAddress.ofLiteral("127.0.1.1");
    try (var socket = new Socket(GUARD, port, denied, 0)) {
      assertThat(heardNothing(socket)).as("denied").isTrue();
    }
    assertThatThrownBy(() -> new Socket(GUARD, secondPort).close())
        .isInstanceOf(ConnectException.class);
  }

  private static boolean heardNothing(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException e) {
      // The guard denies with RST.
      return true;
    }
  }

  // ---- messages

  private void expect(String id, int recipients) {
    expected.add(LoadServer.key(id, recipients));
  }

  private void assertEachOnce() {
    Map<String, Integer> delivered = server.delivered();
    Set<String> all = new TreeSet<>(expected);
    all.addAll(delivered.keySet());
    List<String> wrong =
        all.stream()
            .filter(key -> !expected.contains(key) || delivered.getOrDefault(key, 0) != 1)
            .map(key -> key + ": " + delivered.getOrDefault(key, 0) + " times")
            .toList();
    assertThat(wrong.stream().limit(10))
        .as(
            "%d of %d messages of %d sessions and %d newcomers, the first",
            wrong.size(), expected.size(), SESSIONS, newcomersBegun.get())
        .isEmpty();
  }

  // ---- configuration

  private Path file() {
    return folder.resolve("startup-config");
  }

  private String publish(int at) {
    return "static (inside,outside) tcp interface %1$d 127.0.0.1 %2$d\nfixup protocol smtp %1$d"
        .formatted(at, server.port());
  }

  /**
   * Writes the file.
   *
   * @param sessionsMayCome whether the addresses of the open sessions are permitted, and as many
   * @param two whether the second listener is there
   */
  private void configure(
      String hostname, int recipients, boolean sessionsMayCome, boolean two, String more)
      throws IOException {
    Files.writeString(
        file(),
        """
        hostname %s
        logging stdout notifications
        no relay-test
        limit sessions %d
        limit sessions per-address %d
        limit recipients %d
        ip address outside %s
        %s
        %s
        access-list mail %s tcp 127.0.1.0 255.255.255.0 any
        access-list mail permit tcp any interface outside
        access-group mail in interface outside
        %s
        """
            .formatted(
                hostname,
                sessionsMayCome ? 12_000 : 11_000,
                sessionsMayCome ? 12_000 : 100,
                recipients,
                GUARD.getHostAddress(),
                publish(port),
                two ? publish(secondPort) : "",
                sessionsMayCome ? "permit" : "deny",
                more));
  }
}
