package org.mailguard.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.mailguard.events.MessageId;
import org.mailguard.inspect.ContentScanner;
import org.mailguard.policy.ContentEdits;
import org.mailguard.policy.ContentJudge;
import org.mailguard.policy.ContentRules;
import org.mailguard.policy.RuleMatch;
import org.mailguard.policy.RuleWatch;
import org.mailguard.smtp.DataWriter;
import org.mailguard.smtp.LineFeed;

/**
 * Takes header fields and MIME parts out of a message on its way.
 *
 * <p><b>Line by line.</b> The scanner is fed one line, or what is there of one, and says in its
 * course what was decided by it; what is undecided is held back. A field is over when the line
 * behind it has begun, the header of a part when its blank line, a delimiter or a line of text was
 * read: so all that is decided stands before the line that is being read, and the line itself
 * belongs to what follows.
 *
 * <pre>
 *   FIELDS       lines of the message's header: held back until their field is over
 *   PART_HEADER  lines of a part's header: held back until it is over
 *   TEXT         passes; or, with {@code dropping}, does not, and the line is held back since it
 *                may be the delimiter that ends the part
 * </pre>
 *
 * <p><b>Bounds.</b> A field that is longer than {@value #LONGEST_FIELD} octets passes if no rule
 * could take it out by its name; else the message is refused, as it is when the header of a part is
 * longer than {@value #LONGEST_HEADER}. Of a line that does not pass no more is kept than a
 * delimiter can have; blanks at its end are lost.
 */
final class ContentEditor implements ContentEdits {
  static final int LONGEST_FIELD = 16 * 1024;
  static final int LONGEST_HEADER = 64 * 1024;
  private static final int LONGEST_DELIMITER = 1024;
  private static final int LONGEST_TEXT = 300;
  private static final byte[] CRLF = {'\r', '\n'};

  private enum Place {
    FIELDS,
    PART_HEADER,
    TEXT
  }

  private final ContentJudge judge;
  private final ContentScanner scanner;
  private final DataWriter writer;
  private final HeldBack held = new HeldBack(LONGEST_HEADER);
  private Place place;
  private boolean dropping;

  // The line that is being read.
  private boolean lineBegins = true;
  private int lineStart;
  private boolean blank;

  /** It is neither folded nor the blank line: the field before it is over with its first octet. */
  private boolean beginsField;

  private boolean cut;

  /** The header of a part begins behind the line. */
  private boolean headerBegins;

  /** The field that the line belongs to is too long to be held back, and passes. */
  private boolean fieldPasses;

  private boolean fieldStripped;

  ContentEditor(ContentRules rules, RuleWatch watch, DataWriter writer) {
    judge = new ContentJudge(rules, watch, this);
    scanner = new ContentScanner(rules.subjects(), rules.limits(), judge);
    this.writer = writer;
    place = rules.stripsFields() ? Place.FIELDS : Place.TEXT;
  }

  ContentJudge judge() {
    return judge;
  }

  /** Takes content from the position of {@code in} to its limit. */
  void take(ByteBuffer in) {
    int limit = in.limit();
    while (in.position() < limit && !judge.isDecided()) {
      int from = in.position();
      if (lineBegins) {
        beginLine(in.get(from));
      }
      int lf = LineFeed.next(in, from, limit);
      boolean ends = lf < limit;
      if (lineBegins && place == Place.FIELDS && beginsField && held.length() > 0 && lf > from) {
        // The first octet of a line ends the field before it, so that each is held back by itself.
        in.limit(from + 1);
        ends = false;
      } else {
        in.limit(ends ? lf + 1 : limit);
      }
      piece(in, ends);
      in.limit(limit);
    }
  }

  private void beginLine(byte first) {
    boolean folded = first == ' ' || first == '\t';
    blank = first == '\r';
    beginsField = !folded && !blank;
    fieldPasses &= folded;
    lineStart = held.length();
  }

  private void piece(ByteBuffer in, boolean ends) {
    int from = in.position();
    boolean holds = hold(in);
    headerBegins = false;
    if (!judge.isDecided()) {
      scanner.scan(in);
    }
    if (judge.isDecided()) {
      return;
    }
    if (!holds) {
      in.position(from);
      writer.write(in);
      in.position(in.limit());
    }
    settle(ends);
    lineBegins = ends;
  }

  /** True if the octets wait. */
  private boolean hold(ByteBuffer in) {
    if (dropping) {
      cut |= !held.hasRoomFor(in, LONGEST_DELIMITER);
      held.add(in, LONGEST_DELIMITER);
      return true;
    }
    if (place == Place.TEXT || fieldPasses) {
      return false;
    }
    boolean inField = place == Place.FIELDS && !lineBegins;
    int most = inField ? LONGEST_FIELD : LONGEST_HEADER;
    if (held.hasRoomFor(in, most)) {
      held.add(in, most);
      return true;
    }
    if (place == Place.PART_HEADER) {
      judge.partHeaderTooBig();
    } else {
      judge.fieldTooBig(held.textUpTo(':').strip());
      fieldPasses = true;
      lineStart = 0;
      releaseAll();
    }
    return false;
  }

  private void settle(boolean lineEnds) {
    if (dropping) {
      if (lineEnds) {
        held.drop(held.length());
        cut = false;
      }
    } else if (headerBegins || place == Place.TEXT) {
      releaseAll();
      place = headerBegins ? Place.PART_HEADER : Place.TEXT;
    } else if (place == Place.FIELDS && beginsField) {
      held.release(lineStart, writer);
      lineStart = 0;
    }
  }

  private void releaseAll() {
    held.release(held.length(), writer);
    if (cut) {
      writer.write(CRLF);
      cut = false;
    }
  }

  @Override
  public void fieldOver(boolean strip) {
    if (place == Place.FIELDS) {
      decided(strip);
      fieldStripped |= strip;
    }
  }

  /**
   * A line that is no field ends the header too. Where a field before it was taken out it may read
   * otherwise, as a mailbox's first line, so that the blank line is put in.
   */
  @Override
  public void headerOver() {
    if (place != Place.FIELDS) {
      return;
    }
    decided(false);
    if (fieldStripped && !blank && held.length() > 0) {
      writer.write(CRLF);
    }
    place = Place.TEXT;
  }

  @Override
  public void partBegins() {
    headerBegins = true;
  }

  @Override
  public void partPasses() {
    if (place == Place.PART_HEADER) {
      decided(false);
      place = Place.TEXT;
    }
  }

  @Override
  public void partStripped(RuleMatch match, String name) {
    decided(true);
    writer.write(inItsPlace(match, name));
    place = Place.TEXT;
    dropping = true;
    headerBegins = false;
  }

  @Override
  public void strippedPartOver() {
    dropping = false;
  }

  /** What is held back before the line that is being read. */
  private void decided(boolean strip) {
    if (strip) {
      held.drop(lineStart);
    } else {
      held.release(lineStart, writer);
    }
    lineStart = 0;
  }

  /** A part that says what was taken out. */
  private static byte[] inItsPlace(RuleMatch match, String name) {
    String text =
        "Content-Type: text/plain; charset=us-ascii\r\n\r\n"
            + "A part of this message was taken out by the mail firewall.\r\n"
            + (name.isEmpty() ? "" : "File name: " + shown(name))
            + ("Because of: " + shown(match.on()))
            + ("Rule: " + shown(match.rule() + ", " + MessageId.RULE_ENFORCED.id()));
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String shown(String text) {
    return Answers.printable(text.substring(0, Math.min(text.length(), LONGEST_TEXT))) + "\r\n";
  }

  /** The message is over. */
  void end() {
    lineStart = held.length();
    headerBegins = false;
    scanner.end();
    if (!judge.isDecided() && !dropping) {
      releaseAll();
    }
  }
}
