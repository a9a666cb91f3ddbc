package org.mailguard.smtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the keyword of each parameter with a value, the {@code =} included: one method
 * for each, with the grammar of its RFC. What follows the value is the caller's to judge.
 */
final class ParameterValues {
  /** RFC 3461 section 4.4. */
  private static final int MAX_ENVID = 100;

  /** RFC 3461 section 4.2 and RFC 4954 section 5. */
  private static final int MAX_XTEXT = 500;

  private static final String SIZE = "= and a size of 1 to 20 digits, at most 2^63-1";
  private static final String BY = "= and seconds of 1 to 9 digits, ;N or ;R, perhaps T";
  private static final String HOLDFOR = "= and seconds of 1 to 9 digits, the first not 0";
  private static final String PRIORITY = "= and a priority of -9 to 9";
  private static final String NOTIFY = "NEVER, or SUCCESS, FAILURE and DELAY, each at most once";

  private ParameterValues() {}

  static @Nullable Parameter size(Cursor cursor) {
    long octets = cursor.expect("=", SIZE) ? cursor.takeNumber(20, SIZE) : -1;
    return octets < 0 ? null : new Parameter.Size(octets);
  }

  static @Nullable Parameter body(Cursor cursor) {
    if (cursor.take("=7BIT")) {
      return new Parameter.Body(Parameter.Body.Type.SEVEN_BIT);
    }
    if (cursor.take("=8BITMIME")) {
      return new Parameter.Body(Parameter.Body.Type.EIGHT_BIT_MIME);
    }
    if (cursor.take("=BINARYMIME")) {
      return new Parameter.Body(Parameter.Body.Type.BINARY_MIME);
    }
    cursor.fail("=7BIT, =8BITMIME or =BINARYMIME");
    return null;
  }

  static @Nullable Parameter ret(Cursor cursor) {
    boolean full = cursor.take("=FULL");
    if (full || cursor.take("=HDRS")) {
      return new Parameter.Ret(full);
    }
    cursor.fail("=FULL or =HDRS");
    return null;
  }

  static @Nullable Parameter envId(Cursor cursor) {
    Octets xtext = xtext(cursor, MAX_ENVID);
    return xtext == null ? null : new Parameter.EnvId(xtext);
  }

  static @Nullable Parameter authIdentity(Cursor cursor) {
    Octets xtext = xtext(cursor, MAX_XTEXT);
    return xtext == null ? null : new Parameter.AuthIdentity(xtext);
  }

  private static @Nullable Octets xtext(Cursor cursor, int maximum) {
    if (!cursor.expect("=", "= and xtext")) {
      return null;
    }
    int start = cursor.position();
    return Xtext.xtext(cursor, maximum, ' ') ? cursor.since(start) : null;
  }

  /** RFC 3461 section 4.1. NEVER stands alone; anything beside it would contradict it. */
  static @Nullable Parameter notify(Cursor cursor) {
    if (cursor.take("=NEVER")) {
      return new Parameter.Notify(List.of());
    }
    if (!cursor.expect("=", "= and " + NOTIFY)) {
      return null;
    }
    List<Parameter.Notify.Condition> conditions = new ArrayList<>(3);
    do {
      Parameter.Notify.Condition condition = condition(cursor);
      if (condition == null || conditions.contains(condition)) {
        cursor.fail(NOTIFY);
        return null;
      }
      conditions.add(condition);
    } while (cursor.take(','));
    return new Parameter.Notify(conditions);
  }

  private static Parameter.Notify.@Nullable Condition condition(Cursor cursor) {
    if (cursor.take("SUCCESS")) {
      return Parameter.Notify.Condition.SUCCESS;
    }
    if (cursor.take("FAILURE")) {
      return Parameter.Notify.Condition.FAILURE;
    }
    return cursor.take("DELAY") ? Parameter.Notify.Condition.DELAY : null;
  }

  /**
   * RFC 3461 section 4.2, RFC 6533 section 3. A second semicolon has to be written as +3B: raw, it
   * is the end of the type to a reader that looks for the last one (reference: threats A-16).
   */
  static @Nullable Parameter orcpt(Cursor cursor) {
    if (!cursor.expect("=", "=, the type of an address, ; and the address")) {
      return null;
    }
    int start = cursor.position();
    while (Ascii.isAtext(cursor.peek()) && cursor.peek() != '=') {
      cursor.advance();
    }
    Octets type = cursor.since(start);
    if (type.isEmpty() || !cursor.take(';')) {
      cursor.fail("the type of an address and ;");
      return null;
    }
    int address = cursor.position();
    boolean isAddress =
        type.equalsIgnoreCase("utf-8")
            ? Xtext.utf8(cursor, MAX_XTEXT, ';')
            : Xtext.xtext(cursor, MAX_XTEXT, ';');
    return isAddress ? new Parameter.Orcpt(type, cursor.since(address)) : null;
  }

  /** RFC 2852 section 4. Mode R (return) needs time left; N (notify) may tell of the past. */
  static @Nullable Parameter deliverBy(Cursor cursor) {
    if (!cursor.expect("=", BY)) {
      return null;
    }
    boolean negative = cursor.take('-');
    if (!negative) {
      cursor.take('+');
    }
    long seconds = cursor.takeNumber(9, BY);
    if (seconds < 0 || !cursor.expect(";", BY)) {
      return null;
    }
    boolean isReturn = cursor.take("R");
    if (!isReturn && !cursor.take("N")) {
      cursor.fail("N or R");
      return null;
    }
    if (isReturn && (negative || seconds == 0)) {
      cursor.fail("more than 0 seconds before ;R");
      return null;
    }
    boolean trace = cursor.take("T");
    return new Parameter.DeliverBy(negative ? -seconds : seconds, isReturn ? 'R' : 'N', trace);
  }

  static @Nullable Parameter holdFor(Cursor cursor) {
    if (!cursor.expect("=", HOLDFOR)) {
      return null;
    }
    if (cursor.peek() == '0') {
      cursor.fail(HOLDFOR);
      return null;
    }
    long seconds = cursor.takeNumber(9, HOLDFOR);
    return seconds < 0 ? null : new Parameter.HoldFor(seconds);
  }

  static @Nullable Parameter holdUntil(Cursor cursor) {
    Octets dateTime = dateTime(cursor);
    return dateTime == null ? null : new Parameter.HoldUntil(dateTime);
  }

  private static @Nullable Octets dateTime(Cursor cursor) {
    if (!cursor.expect("=", "= and a date and time")) {
      return null;
    }
    int start = cursor.position();
    return DateTime.dateTime(cursor) ? cursor.since(start) : null;
  }

  /** RFC 6710 section 3: one digit, and no minus before 0. */
  static @Nullable Parameter mtPriority(Cursor cursor) {
    if (!cursor.expect("=", PRIORITY)) {
      return null;
    }
    boolean negative = cursor.take('-');
    if (negative && cursor.peek() == '0') {
      cursor.fail(PRIORITY);
      return null;
    }
    int priority = (int) cursor.takeNumber(1, PRIORITY);
    return priority < 0 ? null : new Parameter.MtPriority(negative ? -priority : priority);
  }

  /** RFC 7293 section 3. */
  static @Nullable Parameter rrvs(Cursor cursor) {
    Octets dateTime = dateTime(cursor);
    if (dateTime == null) {
      return null;
    }
    if (!cursor.take(';')) {
      return new Parameter.Rrvs(dateTime, null);
    }
    boolean isReject = cursor.take("R");
    if (!isReject && !cursor.take("C")) {
      cursor.fail("C or R");
      return null;
    }
    return new Parameter.Rrvs(dateTime, isReject ? 'R' : 'C');
  }
}
