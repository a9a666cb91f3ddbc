package org.mailguard.events;

/** The device's eight levels, worst first. */
public enum Severity {
  EMERGENCIES(0),
  ALERTS(1),
  CRITICAL(2),
  ERRORS(3),
  WARNINGS(4),
  NOTIFICATIONS(5),
  INFORMATIONAL(6),
  DEBUGGING(7);

  private final int number;

  Severity(int number) {
    this.number = number;
  }

  /** 0 to 7, as in a message id and in syslog. */
  public int number() {
    return number;
  }
}
