package org.mailguard.console;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.mailguard.events.Counters;
import org.mailguard.events.Event;
import org.mailguard.events.LogBuffer;
import org.mailguard.events.LogWatch;
import org.mailguard.events.MessageId;
import org.mailguard.events.PolicyImpact;
import org.mailguard.events.RuleCounts;
import org.mailguard.events.SyslogLog;
import org.mailguard.trace.DialogueParser;
import org.mailguard.trace.DialogueResult;

/** A guard at one moment, for transcripts: two sessions, a few events, no network. */
final class StillLive implements LiveGuard {
  private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");

  private final InstantSource clock = InstantSource.fixed(NOW);
  private final Counters counters = new Counters(_ -> {});
  private final PolicyImpact impact = new PolicyImpact(_ -> {});
  private final RuleCounts rules = new RuleCounts(_ -> {});
  private final LogBuffer buffer = new LogBuffer(clock);
  private final LogWatch watch;

  StillLive(LogWatch.Look look) {
    watch = new LogWatch(look, clock);
    for (int i = 0; i < 3; i++) {
      counters.log(Event.ofGuard(MessageId.COMMAND_FORBIDDEN, ""));
    }
  }

  @Override
  public Instant now() {
    return NOW;
  }

  private static OpenSession session(int number, String peer, String state, long octets) {
    return new OpenSession(
        number,
        new InetSocketAddress(InetAddress.ofLiteral(peer), 40_000 + number),
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 2525),
        "127.0.0.1",
        2600,
        "outside",
        "inside",
        state,
        "-",
        "",
        "mailguard_default",
        true,
        true,
        octets,
        2 * octets,
        Duration.ofSeconds(75),
        Duration.ofSeconds(3));
  }

  @Override
  public Sessions sessions() {
    return new Sessions(
        List.of(
            session(1, "192.0.2.7", "command", 100), session(2, "2001:db8::7", "mail data", 4_000)),
        2,
        9);
  }

  @Override
  public int clear(SessionChoice which) {
    return (int) sessions().seen().stream().filter(which::covers).count();
  }

  @Override
  public int clearUntranslated() {
    return 0;
  }

  @Override
  public Translations translations() {
    return new Translations(
        List.of(
            new TranslationSlot(
                "127.0.0.1", 2600, "inside", "*", 2525, "outside", 2, 0, Duration.ofSeconds(3))),
        1);
  }

  @Override
  public List<PolicyTraffic> traffic() {
    return List.of(new PolicyTraffic("", "mailguard_default", 2, 40));
  }

  @Override
  public Flows flows() {
    return new Flows(0, 0, 4096, 300);
  }

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public RuleCounts rules() {
    return rules;
  }

  @Override
  public List<PolicyImpact.Line> impact() {
    return impact.report();
  }

  @Override
  public LogBuffer buffer() {
    return buffer;
  }

  @Override
  public LogWatch log() {
    return watch;
  }

  @Override
  public List<SyslogLog.Status> logHosts() {
    return List.of();
  }

  @Override
  public MachineState machine() {
    return new MachineState(
        "0.1.0",
        Optional.empty(),
        NOW.minusSeconds(3_700),
        4_711,
        "25",
        "Linux 6.1.0 amd64",
        "epoll",
        2,
        12.5,
        new MachineState.Memory(10, 20, 30, 4, 5, 6, 70, 262_144, 5_000));
  }

  @Override
  public void clearCounters() {
    counters.clear();
  }

  @Override
  public Watch watch(Optional<InetAddress> peer, Consumer<String> lines) {
    return () -> {};
  }

  @Override
  public void testServer(String server, Consumer<String> lines) {
    lines.accept("127.0.0.1:2600 answers 220 mail.example ESMTP");
  }

  @Override
  public void diagnose(String target, Consumer<String> lines) {
    lines.accept("No interference seen on the way to " + target + ".");
  }

  @Override
  public DialogueResult readDialogue(String name) {
    return DialogueParser.parse(name, "EHLO a.example\n");
  }
}
