package org.mailguard.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mailguard.events.MessageId;
import org.mailguard.trace.Dialogue.Entry;
import org.mailguard.trace.Dialogue.Kind;
import org.mailguard.trace.Effect;
import org.mailguard.trace.ExpectedNote;
import org.mailguard.trace.SessionDriver;
import org.mailguard.trace.Side;
import org.mailguard.trace.Turn;

/** Plays a transcript against a session and compares what both sides get, after each turn. */
final class TranscriptPlayer {

  /** How the octets of one side's turn are cut into segments. */
  enum Cut {
    /** One segment a line. */
    LINES,
    /** One segment an octet. */
    OCTETS,
    /** One segment for all lines that one side sends before the other one does. */
    TURNS
  }

  /** What happens in nearly every session is not written down in each transcript. */
  private static final Set<MessageId> IN_PASSING =
      Set.of(MessageId.GREETING_NAMED, MessageId.KEYWORDS_REMOVED, MessageId.VALUES_CUT);

  private final Transcript transcript;
  private final Cut cut;
  private final SessionDriver driver;
  private final StringBuilder toServer = new StringBuilder();
  private final StringBuilder toClient = new StringBuilder();
  private final StringBuilder expectedAtServer = new StringBuilder();
  private final StringBuilder expectedAtClient = new StringBuilder();
  private final List<Effect.Noted> notes = new ArrayList<>();
  private final List<String> expectedNotes = new ArrayList<>();
  private final List<String> states = new ArrayList<>();
  private final List<String> expectedStates = new ArrayList<>();
  private boolean openEnded;

  TranscriptPlayer(Transcript transcript, Cut cut) {
    this.transcript = transcript;
    this.cut = cut;
    driver = new SessionDriver(transcript.policy());
  }

  void play() {
    driver.start();
    if (transcript.dialogue().entries().stream().noneMatch(TranscriptPlayer::isConnecting)) {
      driver.happens("connected");
    }
    Turn.of(transcript.dialogue()).forEach(this::turn);
  }

  private static boolean isConnecting(Entry entry) {
    return entry.word().equals("connected") || entry.word().startsWith("unreachable");
  }

  private void turn(Turn turn) {
    openEnded = isOpenEnded(turn);
    if (openEnded) {
      turn.entries().stream()
          .filter(entry -> entry.kind() == Kind.CLIENT)
          .forEach(entry -> expectedAtServer.append(entry.octets()));
    } else {
      expectedAtServer.append(turn.expectedAt(Side.SERVER));
    }
    expectedAtClient.append(turn.expectedAt(Side.CLIENT));
    for (Entry entry : turn.entries()) {
      switch (entry.kind()) {
        case NOTE -> expectedNotes.add(entry.word());
        case STATE -> expectedStates.add(entry.word());
        case EVENT -> driver.happens(entry.word());
        case CLIENT, SERVER, TO_SERVER, TO_CLIENT -> {}
        case CONTENT, ASSERTION ->
            throw new IllegalArgumentException(
                transcript.name() + " line " + entry.line() + ": a transcript writes down all");
      }
    }
    Kind kind = turn.entries().getFirst().kind();
    if (kind == Kind.CLIENT || kind == Kind.SERVER) {
      send(kind, turn.entries().stream().filter(entry -> entry.kind() == kind).toList());
    }
    driver.takeEffects().forEach(this::take);
    compare(turn.entries().getLast());
  }

  /**
   * A message is cut off, and how much of it the server has by then depends on the segments: it
   * need not be written down, and is the beginning of what the client sends.
   */
  private static boolean isOpenEnded(Turn turn) {
    return turn.entries().stream().anyMatch(entry -> entry.word().equals("server aborted"))
        && turn.entries().stream().anyMatch(entry -> entry.kind() == Kind.CLIENT)
        && turn.entries().stream().noneMatch(entry -> entry.kind() == Kind.TO_SERVER);
  }

  private void send(Kind kind, List<Entry> entries) {
    String all = String.join("", entries.stream().map(Entry::octets).toList());
    switch (cut) {
      case TURNS -> segment(kind, all);
      case OCTETS -> all.chars().forEach(octet -> segment(kind, Character.toString(octet)));
      case LINES ->
          entries.stream()
              .filter(entry -> !entry.octets().isEmpty())
              .forEach(entry -> segment(kind, entry.octets()));
    }
  }

  private void segment(Kind kind, String octets) {
    if (kind == Kind.CLIENT) {
      driver.clientSends(octets.getBytes(ISO_8859_1));
    } else {
      driver.serverSends(octets.getBytes(ISO_8859_1));
    }
  }

  private void compare(Entry last) {
    String where = transcript.name() + " line " + last.line() + ", " + cut;
    if (openEnded) {
      assertThat(expectedAtServer.toString())
          .as("what begins with what the server gets; %s", where)
          .startsWith(toServer.toString())
          .isNotEqualTo(toServer.toString());
      expectedAtServer.setLength(0);
      expectedAtServer.append(toServer);
    }
    assertThat(toServer.toString())
        .as("what the server gets; %s", where)
        .isEqualTo(expectedAtServer.toString());
    assertThat(toClient.toString())
        .as("what the client gets; %s", where)
        .isEqualTo(expectedAtClient.toString());
    assertThat(recorded()).as("what is recorded; %s", where).isEqualTo(expectedNotes);
    assertThat(states).as("connections; %s", where).isEqualTo(expectedStates);
  }

  /** What is recorded, in the words of the transcript where they are true. */
  private List<String> recorded() {
    List<String> recorded = new ArrayList<>();
    for (Effect.Noted note : notes) {
      String expected =
          recorded.size() < expectedNotes.size() ? expectedNotes.get(recorded.size()) : "";
      recorded.add(ExpectedNote.parse(expected).is(note) ? expected : ExpectedNote.describe(note));
    }
    return recorded;
  }

  private void take(Effect effect) {
    switch (effect) {
      case Effect.ToServer(String octets, _) -> toServer.append(octets);
      case Effect.Relayed(String octets) -> toClient.append(octets);
      case Effect.Answered(String octets, _, _) -> toClient.append(octets);
      case Effect.Noted note -> {
        if (!IN_PASSING.contains(note.id())) {
          notes.add(note);
        }
      }
      case Effect.ServerClosed(boolean aborted) ->
          states.add(aborted ? "server aborted" : "server closed");
      case Effect.Closed _ -> states.add("closed");
    }
  }
}
