package org.mailguard;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.mailguard.config.Configuration;
import org.mailguard.console.ConfigurationStore;
import org.mailguard.console.GuardView;
import org.mailguard.console.LiveGuard;
import org.mailguard.console.MachineState;
import org.mailguard.console.OpenSession;
import org.mailguard.console.SessionChoice;
import org.mailguard.console.TranslationSlot;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.probe.Visit;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.Doctor;
import org.mailguard.doctor.report.TextReport;
import org.mailguard.events.Counters;
import org.mailguard.events.LogBuffer;
import org.mailguard.events.LogWatch;
import org.mailguard.events.PolicyImpact;
import org.mailguard.events.RuleCounts;
import org.mailguard.events.SyslogLog;
import org.mailguard.policy.FlowLimits;
import org.mailguard.policy.Inspection;
import org.mailguard.policy.Publication;
import org.mailguard.policy.Translation;
import org.mailguard.proxy.Guard;
import org.mailguard.proxy.SessionSnapshot;
import org.mailguard.proxy.TranslationUse;
import org.mailguard.trace.DialogueParser;
import org.mailguard.trace.DialogueResult;

/** The running guard as the operator's console sees it. */
final class GuardOperations implements GuardView, LiveGuard {
  /** For the answer of event loops. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final RunningGuard running;
  private final Guard guard;
  private final Logs logs;
  private final Conversations conversations;
  private final ConfigurationStore files;

  GuardOperations(
      RunningGuard running,
      Guard guard,
      Logs logs,
      Conversations conversations,
      ConfigurationStore files) {
    this.files = files;
    this.running = running;
    this.guard = guard;
    this.logs = logs;
    this.conversations = conversations;
  }

  @Override
  public Configuration running() {
    return running.configuration();
  }

  @Override
  public void apply(Configuration next) throws IOException {
    SelfTests tests = new SelfTests(next);
    boolean known = tests.hasServersOf(new SelfTests(running()));
    Optional<String> objection = known ? Optional.empty() : tests.objection(true);
    if (objection.isPresent()) {
      throw new IOException(objection.get());
    }
    running.reload(next);
    if (!known) {
      Thread.ofVirtual().start(running::testServers);
    }
  }

  @Override
  public LiveGuard live() {
    return this;
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  // ---- sessions

  @Override
  public Sessions sessions() {
    List<OpenSession> seen =
        guard.snapshot(PATIENCE).stream().map(GuardOperations::session).toList();
    return new Sessions(seen, guard.sessions(), guard.mostSessions());
  }

  private static OpenSession session(SessionSnapshot seen) {
    Publication publication = seen.publication();
    Translation translation = publication.translation();
    boolean opaque = seen.phase().equals("opaque");
    return new OpenSession(
        seen.number(),
        seen.peer(),
        seen.local(),
        publication.server().host(),
        publication.server().port(),
        translation.clientInterface(),
        translation.serverInterface(),
        seen.phase(),
        opaque ? "client to server" : "-",
        publication.policy().trafficClass(),
        publication.policy().name(),
        publication.policy().inspection() == Inspection.FULL && !opaque,
        seen.connected(),
        seen.fromClient(),
        seen.fromServer(),
        seen.age(),
        seen.idle());
  }

  @Override
  public int clear(SessionChoice which) {
    return guard.clear(seen -> which.covers(session(seen)), PATIENCE);
  }

  @Override
  public int clearUntranslated() {
    List<Publication> now = running().publications();
    return guard.clear(
        seen -> now.stream().noneMatch(other -> isSame(other, seen.publication())), PATIENCE);
  }

  private static boolean isSame(Publication one, Publication other) {
    return one.translation().place().equals(other.translation().place())
        && one.listenPort() == other.listenPort()
        && one.server().equals(other.server());
  }

  // ---- what is counted

  @Override
  public Translations translations() {
    Map<String, TranslationUse> uses = guard.translations();
    List<TranslationSlot> slots = new ArrayList<>();
    for (Publication publication : running().publications()) {
      Translation translation = publication.translation();
      TranslationUse use =
          uses.getOrDefault(
              translation.place(),
              new TranslationUse(0, 0, Duration.between(running.started(), now())));
      String listen = publication.listenAddress();
      slots.add(
          new TranslationSlot(
              publication.server().host(),
              publication.server().port(),
              translation.serverInterface(),
              listen == null ? "*" : listen,
              publication.listenPort(),
              translation.clientInterface(),
              use.sessions(),
              translation.connections(),
              use.idle()));
    }
    return new Translations(slots, running.mostPublications());
  }

  @Override
  public List<PolicyTraffic> traffic() {
    return guard.traffic(PATIENCE).entrySet().stream()
        .map(entry ->
            new PolicyTraffic(
                entry.getKey().trafficClass(),
                entry.getKey().policy(),
                entry.getValue().sessions(),
                entry.getValue().reads()))
        .toList();
  }

  @Override
  public Flows flows() {
    Guard.Flows flows = guard.flows();
    FlowLimits limits = running().bounds().flows();
    return new Flows(flows.all(), flows.denied(), limits.denied(), limits.alertInterval());
  }

  @Override
  public Counters counters() {
    return logs.counters();
  }

  @Override
  public RuleCounts rules() {
    return logs.rules();
  }

  @Override
  public List<PolicyImpact.Line> impact() {
    return logs.impact().report();
  }

  @Override
  public LogBuffer buffer() {
    return logs.buffer();
  }

  @Override
  public LogWatch log() {
    return logs.watch();
  }

  @Override
  public List<SyslogLog.Status> logHosts() {
    return logs.hosts().status();
  }

  @Override
  public MachineState machine() {
    return ThisMachine.state(running.started(), guard.transport(), running().bounds().sessions());
  }

  @Override
  public void clearCounters() {
    logs.counters().clear();
    logs.rules().clear();
    guard.clearTraffic();
  }

  // ---- what is asked for

  @Override
  public Watch watch(Optional<InetAddress> peer, Consumer<String> lines) {
    return conversations.watch(peer, lines);
  }

  @Override
  public void testServer(String server, Consumer<String> lines) {
    new ServerTest(running()).run(server, lines);
  }

  @Override
  public void diagnose(String target, Consumer<String> lines) throws IOException {
    Target parsed =
        Target.parse(target)
            .orElseThrow(() -> new IOException("a target is a mail domain, a host or HOST:PORT"));
    Diagnosis diagnosis =
        new DoctorOptions()
            .doctor(false, null)
            .diagnose(
                parsed,
                new Doctor.Progress() {
                  @Override
                  public void visited(Visit visit) {
                    lines.accept("asked " + visit.address() + ": " + visit.step().title());
                  }

                  @Override
                  public void known(Diagnosis soFar) {}
                });
    TextReport.of(diagnosis, false, false).lines().forEach(lines);
  }

  @Override
  public DialogueResult readDialogue(String name) throws IOException {
    return DialogueParser.parse(
        name, files.read(name).orElseThrow(() -> new IOException("there is no " + name)));
  }
}
