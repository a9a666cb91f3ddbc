package org.mailguard;

/** The program's entry. */
public final class Mailguard {

  private Mailguard() {}

  /**
   * Runs the command that the arguments name.
   *
   * @param args command and options
   */
  public static void main(String[] args) {
    System.out.println("mailguard " + String.join(" ", args));
  }
}
