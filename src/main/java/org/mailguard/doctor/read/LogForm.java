package org.mailguard.doctor.read;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose log a line is of; asked in this order. */
enum LogForm {
  CISCO("ASA or PIX syslog", "%(ASA|PIX|FWSM|FTD)-(\\w+-)?\\d-\\d{6}:"),
  MAILGUARD("Mailguard log", "(%|\"id\":\"|mailguard \\d{1,9} )MG-\\d-\\d{6}\\b"),
  POSTFIX("Postfix log", "postfix[\\w.-]*/[\\w/-]+\\[\\d+\\]: "),
  SENDMAIL("Sendmail log", "(sendmail|sm-mta|sm-msp-queue)[\\w-]*\\[\\d+\\]: "),
  EXIM(
      "Exim log",
      "^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d (\\S+ )?(\\[\\d+\\] )?"
          + "(\\w{6}-\\w{6,11}-\\w{2,4} (<=|=>|->|==|\\*\\*|\\*>|Completed|\\S)|SMTP |rejected |H=|no |unexpected )"),
  QMAIL(
      "qmail log",
      "(delivery \\d+: (failure|deferral|success): |end msg \\d+|info msg \\d+: bytes)"),
  EXCHANGE(
      "Exchange log",
      "^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z,|#Software: Microsoft Exchange)"),
  SYSLOG(
      "syslog",
      "^(<\\d{1,3}>)?([A-Z][a-z]{2} [ \\d]\\d (\\d{4} )?\\d\\d:\\d\\d:\\d\\d |\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\S* \\S+ \\S+\\[?\\d*\\]?: )");

  private static final Sieve<LogForm> ALL =
      new Sieve<>(List.of(values()), form -> form.pattern.pattern());

  private final String title;
  private final Pattern pattern;

  LogForm(String title, String expression) {
    this.title = title;
    this.pattern = Pattern.compile(expression);
  }

  /** For people. */
  String title() {
    return title;
  }

  static Optional<LogForm> of(String line) {
    String start = line.length() > 400 ? line.substring(0, 400) : line;
    for (LogForm form : ALL.of(start)) {
      if (form.isOf(start)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  /** What is bound to the start of the line is tried there only, and not at each character. */
  private boolean isOf(String start) {
    Matcher matcher = pattern.matcher(start);
    return pattern.pattern().startsWith("^") ? matcher.lookingAt() : matcher.find();
  }
}
