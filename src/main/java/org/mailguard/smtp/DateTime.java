package org.mailguard.smtp;

/** The date-time of RFC 3339 section 5.6, letters in upper case. Checked, not converted. */
final class DateTime {
  private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private DateTime() {}

  /** Passes a date-time; false if there is none. */
  static boolean dateTime(Cursor cursor) {
    int start = cursor.position();
    return (date(cursor) && cursor.take('T') && time(cursor) && offset(cursor))
        || cursor.failAt(start, "a date and time such as 2030-01-31T23:59:59Z");
  }

  private static boolean date(Cursor cursor) {
    int year = digits(cursor, 4);
    int month = cursor.take('-') ? digits(cursor, 2) : -1;
    int day = cursor.take('-') ? digits(cursor, 2) : -1;
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]) {
      return false;
    }
    boolean isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month != 2 || day < 29 || isLeap;
  }

  /** A second 60 is a leap second. */
  private static boolean time(Cursor cursor) {
    int hour = digits(cursor, 2);
    int minute = cursor.take(':') ? digits(cursor, 2) : -1;
    int second = cursor.take(':') ? digits(cursor, 2) : -1;
    boolean isTime = within(hour, 23) && within(minute, 59) && within(second, 60);
    return isTime && (!cursor.take('.') || fraction(cursor));
  }

  private static boolean fraction(Cursor cursor) {
    int start = cursor.position();
    while (Ascii.isDigit(cursor.peek())) {
      cursor.advance();
    }
    return cursor.position() > start;
  }

  private static boolean offset(Cursor cursor) {
    if (cursor.take('Z')) {
      return true;
    }
    if (!cursor.take('+') && !cursor.take('-')) {
      return false;
    }
    int hour = digits(cursor, 2);
    int minute = cursor.take(':') ? digits(cursor, 2) : -1;
    return within(hour, 23) && within(minute, 59);
  }

  private static boolean within(int number, int maximum) {
    return number >= 0 && number <= maximum;
  }

  /** A number of exactly {@code count} digits; -1 if there are fewer. */
  private static int digits(Cursor cursor, int count) {
    int number = 0;
    for (int i = 0; i < count; i++) {
      if (!Ascii.isDigit(cursor.peek())) {
        return -1;
      }
      number = number * 10 + cursor.peek() - '0';
      cursor.advance();
    }
    return number;
  }
}
