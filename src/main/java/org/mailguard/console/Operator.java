package org.mailguard.console;

/**
 * Somebody at the console.
 *
 * @param name as logs show him: {@code enable_15} where nobody has to give a name
 * @param level of privilege, from 0 to 15
 */
public record Operator(String name, int level) {
  /** Who has logged in with a word that all share, as a PIX calls him. */
  public static Operator unnamed(int level) {
    return new Operator("enable_" + level, level);
  }

  Operator atLevel(int other) {
    return new Operator(name.startsWith("enable_") ? "enable_" + other : name, other);
  }
}
