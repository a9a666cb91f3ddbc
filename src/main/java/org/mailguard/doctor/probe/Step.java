package org.mailguard.doctor.probe;

/** What one connection is for. The numbers are those of the reports. */
public enum Step {
  HELLO("P1 P2 P5 P6", "greeting, EHLO, verbs"),
  BYTEWISE("P3", "EHLO in single octets"),
  SPLIT("P4", "CR and LF apart"),
  TLS("P7 P8 P9", "STARTTLS, certificate, EHLO inside"),
  ENVELOPE("P10 P11 P13", "pipelining, parameters, an odd address"),
  LENGTH("P12", "long commands"),
  IDLE("P14", "a quiet connection"),
  INNER("P15", "the inner address"),
  NULL_ADDRESS("P17", "an address that nobody has"),
  OTHER_PORT("P9", "another port of the host"),
  TEST_MAIL("mail", "a test message"),
  PATH("P16", "both ends of the path");

  private final String probes;
  private final String title;

  Step(String probes, String title) {
    this.probes = probes;
    this.title = title;
  }

  public String probes() {
    return probes;
  }

  public String title() {
    return title;
  }
}
