package org.mailguard.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mailguard.session.Waiting;
import org.mailguard.trace.Dialogue.Entry;
import org.mailguard.trace.TraceStep.Who;

/**
 * One dialogue on its way through a session: line by line, each side's lines at their place.
 *
 * <p><b>Lines that are not said.</b> A server does not answer what it did not get, so its reply to
 * a command that the guard refused is left out; and a client that keeps to the protocol does not
 * send a message if it got no 354. Both are shown as steps of nobody.
 */
public final class Play {
  private static final Pattern LAST_REPLY_LINE = Pattern.compile("(?m)^[0-9]{3}(?: |\\r?$)");
  private final Dialogue dialogue;
  private final Admission admission;
  private final SessionDriver driver;
  private final Optional<PlausibleServer> server;
  private final List<TraceStep> steps = new ArrayList<>();
  private final List<Seen.Message> messages = new ArrayList<>();
  private final List<String> states = new ArrayList<>();
  private final Expectations expectations;

  /** Before the first turn, whose expectations are about it, too. */
  private final List<Effect> atStart = new ArrayList<>();

  private List<Effect> window = new ArrayList<>();

  private String reason = "";
  private int owed;
  private int refused;

  private Play(Dialogue dialogue, Admission admission) {
    this.dialogue = dialogue;
    this.admission = admission;
    driver = new SessionDriver(admission.policy());
    server = dialogue.hasServer() ? Optional.empty() : Optional.of(new PlausibleServer());
    expectations = new Expectations();
  }

  /** Plays all of it. */
  public static Trace of(Dialogue dialogue, Admission admission) {
    Play play = new Play(dialogue, admission);
    if (admission.permitted()) {
      play.play();
    } else {
      play.deny();
    }
    return new Trace(
        dialogue,
        admission,
        play.server.isPresent(),
        TraceStep.joined(play.steps),
        play.expectations.failures(),
        admission.permitted() ? play.outcome() : "no session, " + admission.decision());
  }

  private void deny() {
    for (Entry entry : dialogue.entries()) {
      if (entry.isExpectation()) {
        expectations.checkDenied(entry, seen());
      }
    }
  }

  private void play() {
    TraceStep start = step(0, Who.EVENT, "", "client connects", driver::start);
    if (start.effects().isEmpty() && start.rules().isEmpty()) {
      steps.clear(); // as nearly always, and then there is nothing to see
    }
    boolean connects =
        dialogue.entries().stream()
            .noneMatch(entry ->
                entry.word().equals("connected") || entry.word().startsWith("unreachable"));
    if (connects && !driver.session().isClosed()) {
      driver.happens("connected");
      connected(0);
    }
    steps.forEach(step -> atStart.addAll(step.effects()));
    for (Turn turn : Turn.of(dialogue)) {
      turn(turn);
    }
  }

  private void connected(int line) {
    owed = 1;
    answer(line);
  }

  private void turn(Turn turn) {
    List<Effect> ofTurn = new ArrayList<>(atStart);
    atStart.clear();
    if (begins(turn.entries().getFirst())) {
      window = new ArrayList<>();
    }
    for (Entry entry : turn.entries()) {
      int from = steps.size();
      switch (entry.kind()) {
        case CLIENT -> client(entry);
        case CONTENT -> content(entry);
        case SERVER -> scripted(entry);
        case EVENT -> event(entry);
        case TO_SERVER, TO_CLIENT, NOTE, STATE, ASSERTION -> {}
      }
      steps.subList(from, steps.size()).forEach(step -> ofTurn.addAll(step.effects()));
    }
    window.addAll(ofTurn);
    expectations.check(turn, ofTurn, states, seen());
  }

  /** Assertions look at what came since the last line that the client sent, or the last event. */
  private boolean begins(Entry entry) {
    return switch (entry.kind()) {
      case EVENT -> true;
      case CLIENT -> !driver.session().isClosed();
      case CONTENT -> driver.session().phase().equals("content");
      case SERVER, TO_SERVER, TO_CLIENT, NOTE, STATE, ASSERTION -> false;
    };
  }

  private Seen seen() {
    return new Seen(admission, window, driver.session().phase(), messages);
  }

  private void client(Entry entry) {
    if (driver.session().isClosed()) {
      notSaid(entry, "the session is over");
      return;
    }
    if (entry.octets().isEmpty()) {
      return;
    }
    TraceStep step =
        step(entry.line(), Who.CLIENT, entry.octets(), "", () -> driver.clientSends(entry.bytes()));
    boolean nothingWent = step.got(Side.SERVER).isEmpty();
    if (!nothingWent) {
      refused = 0;
    } else if (!step.notes().isEmpty()) {
      refused++;
    }
    answer(entry.line());
  }

  /** Waits for 354 as a client does. */
  private void content(Entry entry) {
    if (driver.session().phase().equals("content")) {
      client(entry);
    } else {
      notSaid(entry, "the client got no 354");
    }
  }

  private void scripted(Entry entry) {
    if (entry.octets().isEmpty()) {
      return;
    }
    int replies = (int) LAST_REPLY_LINE.matcher(entry.octets()).results().count();
    boolean opaque = driver.session().phase().equals("opaque");
    if (driver.session().isClosed()) {
      notSaid(entry, "the session is over");
    } else if (owed == 0 && refused > 0 && !opaque) {
      refused = Math.max(0, refused - replies);
      notSaid(entry, "the server did not get what it would answer");
    } else {
      owed = Math.max(0, owed - replies);
      step(entry.line(), Who.SERVER, entry.octets(), "", () -> driver.serverSends(entry.bytes()));
    }
  }

  private void event(Entry entry) {
    step(entry.line(), Who.EVENT, "", entry.word(), () -> driver.happens(entry.word()));
    if (entry.word().equals("connected")) {
      connected(entry.line());
    } else {
      answer(entry.line());
    }
  }

  /** The plausible server says what it has to say, and hears what that leads to. */
  private void answer(int line) {
    if (server.isEmpty()) {
      return;
    }
    PlausibleServer answering = server.get();
    boolean moved = true;
    while (moved && owed >= 0) {
      moved = false;
      for (String reply : answering.takeReplies()) {
        if (!driver.session().isClosed() && !states.contains("server closed")) {
          moved = true;
          step(line, Who.SERVER, reply, "", () -> driver.serverSends(octets(reply)));
        }
      }
    }
  }

  private void notSaid(Entry entry, String why) {
    String phase = driver.session().phase();
    steps.add(
        new TraceStep(
            entry.line(), Who.NOBODY, phase, phase, entry.octets(), why, List.of(), List.of()));
  }

  private TraceStep step(int line, Who who, String before, String words, Runnable action) {
    String phase = driver.session().phase();
    boolean verdict = awaitsVerdict(phase);
    action.run();
    TraceStep step =
        new TraceStep(
            line,
            who,
            phase,
            driver.session().phase(),
            before,
            words,
            driver.takeEffects(),
            driver.takeAsked());
    steps.add(step);
    step.effects().forEach(this::note);
    if (phase.equals("content") && !step.phaseAfter().equals("content")) {
      owed++;
    }
    if (verdict) {
      verdict(step);
    }
    return step;
  }

  private void note(Effect effect) {
    switch (effect) {
      case Effect.ToServer(String octets, Effect.What what) -> {
        owed += what == Effect.What.DATA ? 0 : 1;
        server.ifPresent(answering -> answering.take(octets(octets)));
      }
      case Effect.ServerClosed(boolean aborted) ->
          states.add(aborted ? "server aborted" : "server closed");
      case Effect.Closed(String why) -> {
        states.add("closed");
        reason = why;
      }
      case Effect.Relayed _, Effect.Answered _, Effect.Noted _ -> {}
    }
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private boolean awaitsVerdict(String phase) {
    return phase.equals("content")
        || (!phase.equals("opaque") && driver.session().waiting() == Waiting.CONTENT_REPLY);
  }

  private void verdict(TraceStep step) {
    Optional<String> reply = new Seen(admission, step.effects(), "", List.of()).reply();
    if (reply.isPresent() && reply.get().matches("(?s)[2-5][0-9]{2}.*")) {
      messages.add(
          new Seen.Message(
              Integer.parseInt(reply.get().substring(0, 3)),
              step.first(Effect.Answered.class).map(Effect.Answered::why)));
    }
  }

  private String outcome() {
    List<String> parts = new ArrayList<>();
    messages.forEach(message -> parts.add(message.toString()));
    String phase = driver.session().phase();
    if (messages.isEmpty()) {
      parts.add(
          phase.equals("content") || phase.equals("chunk") ? "message unfinished" : "no message");
    }
    if (driver.waitingOctets() > 0) {
      parts.add(driver.waitingOctets() + " octets of the client wait for the server");
    }
    parts.add(
        driver.session().isClosed()
            ? "session closed (" + reason + ")"
            : phase.equals("opaque") ? "TLS, unread by the guard" : "session open, in " + phase);
    return String.join("; ", parts);
  }
}
