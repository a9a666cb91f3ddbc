package org.mailguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mailguard.events.MessageId;
import org.mailguard.session.Transcript.Entry;
import org.mailguard.session.Transcript.Kind;
import org.mailguard.smtp.SmtpWriter;

/** Plays a transcript against a session and compares what both sides get, after each turn. */
final class TranscriptPlayer implements Steps {

  /** How the octets of one side's turn are cut into segments. */
  enum Cut {
    /** One segment a line. */
    LINES,
    /** One segment an octet. */
    OCTETS,
    /** One segment for all lines that one side sends before the other one does. */
    TURNS
  }

  private final Transcript transcript;
  private final Cut cut;
  private final Session session;
  private final ByteArrayOutputStream toServer = new ByteArrayOutputStream();
  private final ByteArrayOutputStream toClient = new ByteArrayOutputStream();
  private final ByteArrayOutputStream expectedAtServer = new ByteArrayOutputStream();
  private final ByteArrayOutputStream expectedAtClient = new ByteArrayOutputStream();
  private final List<String> notes = new ArrayList<>();
  private final List<String> expectedNotes = new ArrayList<>();
  private final List<String> states = new ArrayList<>();
  private final List<String> expectedStates = new ArrayList<>();
  private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
  private byte[] current = new byte[0];
  private boolean clientEnded;

  TranscriptPlayer(Transcript transcript, Cut cut) {
    this.transcript = transcript;
    this.cut = cut;
    session = new Session(transcript.policy());
  }

  void play() {
    session.start(this);
    boolean connects = transcript.entries().stream().noneMatch(entry -> isConnecting(entry));
    if (connects) {
      session.serverConnected(this);
    }
    List<Entry> entries = transcript.entries();
    for (int from = 0; from < entries.size(); ) {
      int to = from + 1;
      while (to < entries.size() && continuesTurn(entries.subList(from, to), entries.get(to))) {
        to++;
      }
      turn(entries.subList(from, to));
      from = to;
    }
  }

  private static boolean isConnecting(Entry entry) {
    return entry.word().equals("connected") || entry.word().startsWith("unreachable");
  }

  /** A turn is what one side sends before it gets anything, with the expectations in between. */
  private static boolean continuesTurn(List<Entry> turn, Entry next) {
    Kind sender = turn.getFirst().kind();
    Kind got = sender == Kind.CLIENT ? Kind.TO_CLIENT : Kind.TO_SERVER;
    return switch (next.kind()) {
      case CLIENT, SERVER ->
          next.kind() == sender
              && turn.stream().noneMatch(entry -> entry.kind() == got && !entry.octets().isEmpty());
      case TO_SERVER, TO_CLIENT, NOTE, STATE -> true;
      case EVENT -> false;
    };
  }

  private void turn(List<Entry> entries) {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    ByteArrayOutputStream unchanged = new ByteArrayOutputStream();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      switch (entry.kind()) {
        case CLIENT, SERVER -> {
          sent.writeBytes(bytes(entry));
          unchanged.writeBytes(bytes(entry));
          boolean last = i + 1 == entries.size();
          if (last || entries.get(i + 1).kind() != entry.kind()) {
            if (last || !isExpectation(entries.get(i + 1))) {
              (entry.kind() == Kind.CLIENT ? expectedAtServer : expectedAtClient)
                  .writeBytes(unchanged.toByteArray());
            }
            unchanged.reset();
          }
        }
        case TO_SERVER -> expectedAtServer.writeBytes(bytes(entry));
        case TO_CLIENT -> expectedAtClient.writeBytes(bytes(entry));
        case NOTE -> expectedNotes.add(entry.word());
        case STATE -> expectedStates.add(entry.word());
        case EVENT -> event(entry.word());
      }
    }
    Kind kind = entries.getFirst().kind();
    if (kind == Kind.CLIENT || kind == Kind.SERVER) {
      send(kind, entries, sent.toByteArray());
    }
    compare(entries.getLast());
  }

  private static byte[] bytes(Entry entry) {
    return entry.octets().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean isExpectation(Entry entry) {
    return entry.kind() == Kind.TO_SERVER || entry.kind() == Kind.TO_CLIENT;
  }

  private void event(String word) {
    switch (word) {
      case "connected" -> session.serverConnected(this);
      case "client closes" -> clientEnded = true;
      case "client lost" -> session.clientLost(this);
      case "server closes" -> session.serverEnded("server closed the connection", this);
      case "expire" -> session.expired(false, this);
      case "expire stalled" -> session.expired(true, this);
      case "stop" -> session.stop();
      case "stop now" -> session.stopNow(this);
      default -> session.serverUnreachable(word.substring("unreachable ".length()), this);
    }
    feedUnread();
  }

  private void send(Kind kind, List<Entry> entries, byte[] all) {
    switch (cut) {
      case TURNS -> segment(kind, all);
      case OCTETS -> {
        for (byte octet : all) {
          segment(kind, new byte[] {octet});
        }
      }
      case LINES -> {
        for (Entry entry : entries) {
          if (entry.kind() == kind && !entry.octets().isEmpty()) {
            segment(kind, bytes(entry));
          }
        }
      }
    }
  }

  private void segment(Kind kind, byte[] octets) {
    if (kind == Kind.CLIENT) {
      unread.writeBytes(octets);
    } else {
      current = octets;
      session.serverOctets(ByteBuffer.wrap(octets), this);
    }
    feedUnread();
  }

  private void feedUnread() {
    feedOctets();
    if (clientEnded && unread.size() == 0) {
      session.clientEnded(this);
    }
  }

  private void feedOctets() {
    if (unread.size() == 0 || session.isClosed() || !session.takesClientOctets()) {
      return;
    }
    current = unread.toByteArray();
    unread.reset();
    ByteBuffer view = ByteBuffer.wrap(current);
    session.clientOctets(view, this);
    unread.write(current, view.position(), view.remaining());
  }

  private void compare(Entry last) {
    String where = transcript.name() + " line " + last.line() + ", " + cut;
    assertThat(text(toServer))
        .as("what the server gets; %s", where)
        .isEqualTo(text(expectedAtServer));
    assertThat(text(toClient))
        .as("what the client gets; %s", where)
        .isEqualTo(text(expectedAtClient));
    assertThat(notes).as("what is recorded; %s", where).isEqualTo(expectedNotes);
    assertThat(states).as("connections; %s", where).isEqualTo(expectedStates);
  }

  private static String text(ByteArrayOutputStream octets) {
    return octets.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void take(Step step) {
    switch (step) {
      case Step.Connect _ -> {}
      case Step.Forward(var line) -> toServer.writeBytes(SmtpWriter.write(line));
      case Step.PassToServer(int from, int length) -> toServer.write(current, from, length);
      case Step.Emit(ByteBuffer octets) -> {
        byte[] copy = new byte[octets.remaining()];
        octets.get(octets.position(), copy);
        toServer.writeBytes(copy);
      }
      case Step.Relay(var reply) -> toClient.writeBytes(SmtpWriter.write(reply));
      case Step.PassToClient(int from, int length) -> toClient.write(current, from, length);
      case Step.Answer(var reply, _) -> toClient.writeBytes(SmtpWriter.write(reply));
      case Step.Note note -> {
        if (note.id() != MessageId.KEYWORDS_REMOVED) {
          notes.add(note.id().id());
        }
      }
      case Step.CloseServer(boolean abort) ->
          states.add(abort ? "server aborted" : "server closed");
      case Step.Close _ -> states.add("closed");
    }
  }
}
