package org.mailguard.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;

/**
 * Reads one header, octet by octet: that of the message, or that of a part.
 *
 * <p><b>States of a line.</b>
 *
 * <pre>
 *   START (blank)&rarr; FOLDED      goes on with the field before
 *   START (end of line)&rarr;       the header is over
 *   START (else)&rarr; NAME (blank)&rarr; GAP (':')&rarr; VALUE
 *                NAME (':')&rarr; VALUE
 * </pre>
 *
 * <p><b>Where the header ends.</b> At the blank line; or before a line that is no field, as
 * Postfix, sendmail and Python have it. Others skip such a line and read on, so it is an anomaly.
 * What was read of the line is not lost: {@link #unread} gives it to whoever reads the body.
 *
 * <p>A field is over when the next line does not begin with a blank; only then it is reported. Of
 * its value the first octets are kept, in one buffer that grows up to the limit; the rest is
 * counted. Not thread-safe.
 */
final class HeaderReader {
  private enum State {
    START,
    NAME,
    GAP,
    VALUE,
    FOLDED,
    MAILBOX
  }

  /** At least; a line that turns out to be a delimiter must fit in. */
  private static final int NAME_LENGTH = 256;

  private static final byte[] NOTHING = {};
  private static final String MAILBOX = "From ";

  private final Reports reports;
  private final EntityHeader entity;
  private final AddressCount toAddresses = new AddressCount();
  private final EnumSet<FieldName> seen = EnumSet.noneOf(FieldName.class);
  private final byte[] name;
  private final FieldValue value;
  private State state = State.START;
  private int part;
  private int depth;
  private long fields;
  private long received;
  private boolean ended;
  private byte[] unread = NOTHING;

  // The field that is being read.
  private boolean open;
  private FieldName field = FieldName.OTHER;
  private int nameLength;

  /** Blanks behind the name, which the name's buffer has too, in case the line is no field. */
  private int gapLength;

  private boolean isReported;
  private boolean isSkipped;
  private boolean blank;

  HeaderReader(Reports reports, EntityHeader entity) {
    this.reports = reports;
    this.entity = entity;
    value = new FieldValue(reports.limits.fieldLength());
    name = new byte[Math.max(NAME_LENGTH, reports.limits.boundaryLength() + 4)];
  }

  void begin(int number, int atDepth) {
    part = number;
    depth = atDepth;
    state = State.START;
    fields = 0;
    received = 0;
    ended = false;
    unread = NOTHING;
    open = false;
    seen.clear();
    entity.begin(number);
  }

  /** Takes octets of a line; returns where it stopped, which is {@code to} unless it ended. */
  int take(ByteBuffer in, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isSkipped && (state == State.VALUE || state == State.FOLDED)) {
        skip(in, i, to);
        return to;
      }
      byte octet = in.get(i);
      if (octet <= '\r') {
        odd(octet);
      }
      switch (state) {
        case START -> start(octet);
        case NAME -> name(octet);
        case GAP -> gap(octet);
        case VALUE, FOLDED -> value(octet);
        case MAILBOX -> {}
      }
      if (ended) {
        return i;
      }
    }
    return to;
  }

  /** The rest of a line of a value that nobody wants: nearly all of most headers. */
  private void skip(ByteBuffer in, int from, int to) {
    boolean text = false;
    for (int i = from; i < to; i++) {
      byte octet = in.get(i);
      if (octet <= '\r') {
        odd(octet);
      }
      text |= !FieldValue.isBlank(octet);
    }
    blank &= !text;
    value.skip(to - from);
  }

  private void odd(byte octet) {
    if (octet < 0) {
      reports.anomaly(ContentAnomaly.EIGHT_BIT_IN_HEADER, part);
    } else if (octet == 0) {
      reports.anomaly(ContentAnomaly.NUL_IN_HEADER, part);
    } else if (octet == '\r') {
      reports.anomaly(ContentAnomaly.BARE_CR_IN_HEADER, part);
    }
  }

  private void start(byte octet) {
    if (FieldValue.isBlank(octet)) {
      state = State.FOLDED;
      blank = true;
      if (!open) {
        reports.anomaly(ContentAnomaly.CONTINUATION_OF_NOTHING, part);
      }
      value(octet);
      return;
    }
    finish();
    nameLength = 0;
    state = State.NAME;
    name(octet);
  }

  private void name(byte octet) {
    if (octet == ':') {
      beginValue();
    } else if (FieldValue.isBlank(octet)) {
      state = State.GAP;
      gapLength = 0;
      gap(octet);
    } else if (octet < ' ' || octet == 0x7f) {
      // Controls and octets from 0x80 up begin no name: the line is text.
      notAField();
    } else {
      remember(octet);
    }
  }

  private void gap(byte octet) {
    if (octet == ':') {
      reports.anomaly(ContentAnomaly.SPACE_BEFORE_COLON, part);
      nameLength = Math.max(0, nameLength - gapLength);
      beginValue();
    } else if (FieldValue.isBlank(octet)) {
      gapLength += nameLength < name.length ? 1 : 0;
      remember(octet);
    } else if (isMailboxLine()) {
      reports.anomaly(ContentAnomaly.MAILBOX_LINE, part);
      state = State.MAILBOX;
    } else {
      notAField();
    }
  }

  private void remember(byte octet) {
    if (nameLength < name.length) {
      name[nameLength++] = octet;
    }
  }

  private boolean isMailboxLine() {
    if (depth > 0 || fields > 0 || gapLength != 1 || nameLength > MAILBOX.length() + 1) {
      return false;
    }
    String begin = new String(name, 0, nameLength, ISO_8859_1);
    return begin.equals(MAILBOX) || begin.equals(">" + MAILBOX);
  }

  private void notAField() {
    reports.anomaly(ContentAnomaly.HEADER_WITHOUT_BLANK_LINE, part);
    unread = Arrays.copyOf(name, nameLength);
    ended = true;
  }

  private void beginValue() {
    state = State.VALUE;
    open = true;
    fields++;
    field = FieldName.of(name, nameLength);
    boolean withinLimits = reports.nextField(part) && (depth == 0 || reports.isReported(part));
    isReported = withinLimits && reports.fields;
    boolean keep = isReported || (reports.parts && field.isMime());
    value.begin(keep);
    isSkipped = !keep && !counts();
    if (nameLength == 0) {
      reports.anomaly(ContentAnomaly.EMPTY_FIELD_NAME, part);
    }
    if (depth == 0 && !seen.add(field) && field.standsOnce()) {
      reports.anomaly(ContentAnomaly.REPEATED_FIELD, part);
    }
    if (field == FieldName.RECEIVED) {
      received++;
    } else if (counts()) {
      toAddresses.begin();
    }
  }

  private boolean counts() {
    return depth == 0 && field == FieldName.TO;
  }

  private void value(byte octet) {
    blank &= FieldValue.isBlank(octet);
    if (!open) {
      return;
    }
    if (counts()) {
      toAddresses.octet(octet);
    }
    if (!value.add(octet)) {
      reports.anomaly(ContentAnomaly.FIELD_TOO_LONG, part);
    }
  }

  /** The line is over; see {@link #ended}. */
  void endLine() {
    switch (state) {
      case START -> {
        finish();
        ended = true;
      }
      case NAME, GAP -> notAField();
      case FOLDED -> {
        if (blank) {
          reports.anomaly(ContentAnomaly.BLANK_CONTINUATION, part);
        }
      }
      case VALUE, MAILBOX -> {}
    }
    state = State.START;
  }

  /** The header is over, whatever is missing. */
  void finish() {
    if (!open) {
      return;
    }
    open = false;
    isSkipped = false;
    if (counts()) {
      toAddresses.end();
    }
    if (!value.isKept() && field != FieldName.MIME_VERSION) {
      return;
    }
    String text = value.text();
    if (isReported) {
      String written = new String(name, 0, nameLength, ISO_8859_1);
      boolean cut = value.isCut() || nameLength == name.length;
      reports.listener.field(new HeaderField(part, depth, written, text, value.length(), cut));
    }
    if (reports.parts) {
      entity.field(field, text, value.isCut());
    }
  }

  /** True behind the last line of the header. */
  boolean ended() {
    return ended;
  }

  /**
   * The beginning of the line that ended the header; empty if that was the blank line. Of a line
   * that is longer than the name of a field is kept, the first octets before where it stopped.
   */
  byte[] unread() {
    return unread;
  }

  /** After the end. */
  HeaderTotals totals(long octets) {
    long addresses = depth == 0 ? toAddresses.count() : 0;
    return new HeaderTotals(part, depth, octets, fields, addresses, depth == 0 ? received : 0);
  }
}
