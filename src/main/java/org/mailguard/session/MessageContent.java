package org.mailguard.session;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.MessageId;
import org.mailguard.inspect.ContentScanner;
import org.mailguard.policy.Action;
import org.mailguard.policy.ContentEdits;
import org.mailguard.policy.ContentJudge;
import org.mailguard.policy.ContentRules;
import org.mailguard.policy.ReplyText;
import org.mailguard.policy.RuleMatch;
import org.mailguard.policy.Ruling;
import org.mailguard.smtp.DataScanner;
import org.mailguard.smtp.DataWriter;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.Unstuffer;

/**
 * The content of one message between the client's octets and the server's: counted, looked at by
 * the rules, and passed on, in this order. What no rule is about, or not any more, passes without a
 * look.
 *
 * <pre>
 *   canonical octets of the client's buffer --------------------------------&gt; PassToServer
 *        |                                                          ^
 *        +-- Unstuffer --&gt; ContentScanner --&gt; ContentJudge: decided? +
 *        +-- Unstuffer --&gt; (ContentEditor) --&gt; DataWriter ----------------------&gt; Emit
 * </pre>
 *
 * <p>The third way is for messages that change: line ends are mended, or something is taken out.
 * Then dots are stuffed anew, and nothing of the old ones is left.
 */
final class MessageContent {
  private static final int WRITTEN_AT_ONCE = 16 * 1024;
  private static final byte[] CRLF = {'\r', '\n'};

  private final Conversation talk;
  private final DataScanner data;
  private final long stuffedBefore;
  private final long declared;
  private final @Nullable ContentJudge judge;
  private final @Nullable ContentScanner scanner;
  private final @Nullable ContentEditor editor;
  private final Unstuffer unstuffer = new Unstuffer();
  private final Consumer<ByteBuffer> look = this::look;
  private final ByteBuffer lineEnd = ByteBuffer.wrap(CRLF);
  private @Nullable DataWriter writer;
  private ByteBuffer source = lineEnd;
  private @Nullable ByteBuffer view;
  private boolean looking;
  private boolean mended;
  private long octets;

  /** Octets that were looked at. */
  private long looked;

  private @Nullable RuleMatch decisive;

  /**
   * The content of the message that is under way.
   *
   * @param data knows how many dots were stuffed; of a message in chunks none
   */
  MessageContent(Conversation talk, DataScanner data) {
    this.talk = talk;
    this.data = data;
    stuffedBefore = data.stuffed();
    declared = talk.transaction().declaredSize();
    ContentRules rules = talk.policy().map().content();
    if (rules.stripsFields() || rules.stripsParts()) {
      writer = new DataWriter(WRITTEN_AT_ONCE, this::emit);
      editor = new ContentEditor(rules, talk.watch(), writer);
      judge = editor.judge();
      scanner = null;
    } else {
      editor = null;
      judge = rules.isEmpty() ? null : new ContentJudge(rules, talk.watch(), ContentEdits.NONE);
      scanner =
          judge == null || rules.subjects().isEmpty()
              ? null
              : new ContentScanner(rules.subjects(), rules.limits(), judge);
    }
    looking = scanner != null || editor != null;
  }

  /** The rule that keeps the message from passing, once there is one. */
  @Nullable RuleMatch decisive() {
    return decisive;
  }

  /** Octets as RFC 1870 counts them: with CR LF, without the dots that were stuffed. */
  private long length() {
    return octets - (data.stuffed() - stuffedBefore);
  }

  /** Indices are those of {@code in} from now on. */
  void octetsOf(ByteBuffer in) {
    source = in;
    view = null;
  }

  private ByteBuffer view(int from, int length) {
    ByteBuffer octetsOfClient = view;
    if (octetsOfClient == null) {
      octetsOfClient = source.duplicate();
      view = octetsOfClient;
    }
    return octetsOfClient.clear().position(from).limit(from + length);
  }

  /** Canonical mail data. */
  void pass(int from, int length) {
    octets += length;
    boolean written = writer != null;
    if (looking || written) {
      unstuffer.take(view(from, length), look);
    }
    if (isPassing() && !written) {
      talk.step(new Step.PassToServer(from, length));
    }
  }

  /** Canonical mail data that is in no buffer any more. */
  void pass(byte[] held) {
    octets += held.length;
    boolean written = writer != null;
    if (looking || written) {
      unstuffer.take(ByteBuffer.wrap(held), look);
    }
    if (isPassing() && !written) {
      emit(ByteBuffer.wrap(held));
    }
  }

  /**
   * In the client's octets stands a CR or an LF alone, which becomes a CR LF.
   *
   * @param before a CR LF that stands before it, or nothing
   */
  void mend(byte[] before) {
    if (writer == null) {
      writer = new DataWriter(WRITTEN_AT_ONCE, this::emit);
    }
    mended = true;
    octets += before.length + CRLF.length;
    if (before.length > 0) {
      look(lineEnd.clear());
    }
    look(lineEnd.clear());
    unstuffer.textFollows();
    isPassing();
  }

  boolean isMended() {
    return mended;
  }

  /** A piece of the message itself, cut where a rule about its length is decided. */
  private void look(ByteBuffer content) {
    ContentJudge asked = judge;
    if (asked == null || !looking) {
      lookAt(content);
      return;
    }
    int limit = content.limit();
    while (content.position() < limit) {
      int length = (int) Math.min(limit - content.position(), asked.lacking(looked));
      content.limit(content.position() + length);
      lookAt(content);
      content.position(content.limit()).limit(limit);
      looked += length;
      asked.length(looked);
    }
  }

  private void lookAt(ByteBuffer content) {
    if (looking && editor != null) {
      editor.take(content);
      return;
    }
    if (looking && scanner != null) {
      int from = content.position();
      scanner.scan(content);
      content.position(from);
    }
    if (writer != null && (judge == null || !judge.isDecided())) {
      writer.write(content);
    }
  }

  /** True if what was looked at may pass. */
  private boolean isPassing() {
    if (judge == null) {
      return true;
    }
    judge.length(length());
    record(judge.take());
    if (looking && judge.isOver()) {
      looking = false;
      goOnAsItIs();
    }
    return decisive == null;
  }

  /** Nothing more is taken out: what follows goes on without a copy. */
  private void goOnAsItIs() {
    if (writer != null && !mended && !judge().isDecided()) {
      writer.drain();
      writer = null;
    }
  }

  private void record(Ruling ruling) {
    decisive = ruling.decisive() == null ? decisive : ruling.decisive();
    for (RuleMatch match : ruling.matches()) {
      Rulings.record(
          talk, new Ruling(List.of(match), match), false, match.content(), inItsPlace(match));
    }
  }

  /** What goes on, or back to the client, in place of what was matched. */
  private String inItsPlace(RuleMatch match) {
    Action action = match.rule().action();
    if (match.equals(decisive)) {
      return action instanceof Action.Reset ? "" : reply();
    }
    boolean goes = action instanceof Action.Strip && !match.rule().observed();
    return goes ? "" : match.content();
  }

  private String reply() {
    return Answers.text(refusal());
  }

  /** What the client gets for a message that was decided. */
  Reply refusal() {
    RuleMatch match = decisive;
    if (match == null) {
      throw new IllegalStateException("nothing was refused");
    }
    ReplyText words = judge().words();
    return words == null
        ? Rulings.refusal(match.rule())
        : Rulings.refusal(words, match.rule().toString());
  }

  private ContentJudge judge() {
    if (judge == null) {
      throw new IllegalStateException("there are no rules");
    }
    return judge;
  }

  /** The client's buffer is used up. */
  void flush() {
    if (writer != null && decisive == null) {
      writer.flush();
    }
  }

  /** The end mark was read; it goes on if the message may. */
  void end(byte[] mark) {
    if (mark.length > 3) {
      // The CR LF before the dot ends the last line.
      octets += CRLF.length;
      if (looking || writer != null) {
        look(lineEnd.clear());
      }
    }
    if (isOver()) {
      if (writer == null) {
        emit(ByteBuffer.wrap(mark));
      } else {
        writer.end();
      }
    }
  }

  /**
   * Octets of a chunk.
   *
   * @param last true if the message ends with them
   */
  void chunk(int from, int length, boolean last) {
    octets += length;
    if (looking) {
      look(view(from, length));
    }
    if ((last ? isOver() : isPassing()) && length > 0) {
      talk.step(new Step.PassToServer(from, length));
    }
  }

  /** All of the message is in; true if it may pass. */
  private boolean isOver() {
    if (looking && editor != null) {
      editor.end();
    } else if (looking && scanner != null) {
      scanner.end();
    }
    if (judge != null) {
      judge.length(length());
      judge.end();
      record(judge.take());
    }
    if (declared > 0 && length() > declared) {
      talk.note(
          MessageId.SIZE_VIOLATION,
          talk.policy().name() + " size",
          "declared size is: %d, actual size is %d".formatted(declared, length()),
          "",
          "");
    }
    return decisive == null;
  }

  private void emit(ByteBuffer written) {
    talk.step(new Step.Emit(written));
  }
}
