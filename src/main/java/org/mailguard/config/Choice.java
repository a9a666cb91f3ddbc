package org.mailguard.config;

/**
 * What may stand at one place of a line.
 *
 * @param shown the keyword, or the argument's name in angle brackets
 * @param keyword true if {@code shown} is what would be typed
 */
public record Choice(String shown, String help, boolean keyword) {
  /** The line may end here. */
  public static final Choice END = new Choice("<cr>", "", false);

  static Choice of(Token token, String help) {
    return switch (token) {
      case Token.Keyword keyword -> new Choice(keyword.shown(), help, true);
      case Token.Slot slot ->
          new Choice(slot.shown(), help + " (" + slot.argument().kind().description() + ")", false);
    };
  }
}
