package org.mailguard.console;

/** How an operator reached the console. */
public enum Way {
  /** On the same machine, through the Unix socket. */
  CONSOLE("console"),
  SSH("ssh"),
  TELNET("telnet");

  private final String word;

  Way(String word) {
    this.word = word;
  }

  /** As log lines and configuration call it. */
  public String word() {
    return word;
  }
}
