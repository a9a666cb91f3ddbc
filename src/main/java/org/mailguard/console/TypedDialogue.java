package org.mailguard.console;

import java.util.Optional;
import java.util.regex.Pattern;
import org.mailguard.trace.DialogueParser;

/**
 * A dialogue that an operator types in. It ends with a line {@code end}, or with a dot that ends no
 * message, or with Ctrl-C or Ctrl-Z. Bounded as every dialogue is.
 */
final class TypedDialogue {
  private static final Pattern DATA = Pattern.compile("(?i)(C\\s+)?DATA\\s*");
  private static final Pattern DOT = Pattern.compile("(C\\s+)?\\.");

  private TypedDialogue() {}

  static String read(Screen screen) throws SessionEnded {
    screen.print("Type the dialogue, and end it with a line \"end\".\n");
    StringBuilder text = new StringBuilder();
    boolean message = false;
    for (int lines = 0; lines < DialogueParser.MAX_LINES; lines++) {
      Optional<String> line = screen.readLine("", Assistant.NONE);
      if (line.isEmpty() || line.get().strip().equals("end")) {
        return text.toString();
      }
      boolean dot = DOT.matcher(line.get()).matches();
      if (dot && !message) {
        return text.toString();
      }
      message = !dot && (message || DATA.matcher(line.get()).matches());
      if (text.length() + line.get().length() >= DialogueParser.MAX_TEXT) {
        screen.print("That is as much as a dialogue may have.\n");
        return text.toString();
      }
      text.append(line.get()).append('\n');
    }
    return text.toString();
  }
}
