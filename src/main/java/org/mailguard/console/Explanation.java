package org.mailguard.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.mailguard.events.MessageId;

/** What a message id means, for {@code explain} at the prompt and as a command of the program. */
public final class Explanation {
  private Explanation() {}

  /**
   * By the whole id, with the device's percent sign and colon or without, or by the number alone.
   *
   * @return lines with their ends; empty if there is no such id
   */
  public static Optional<String> of(String id) {
    String wanted = id.toUpperCase(Locale.ROOT).replaceAll("[%:]", "");
    return Arrays.stream(MessageId.values())
        .filter(message ->
            message.id().equals(wanted) || String.valueOf(message.number()).equals(wanted))
        .findFirst()
        .map(Explanation::text);
  }

  private static String text(MessageId message) {
    return message.id()
        + "  "
        + message.summary()
        + "\n"
        + message.reply().map(reply -> "  Reply:  " + reply + "\n").orElse("")
        + "  Why:    "
        + message.reason()
        + "\n  Do:     "
        + message.remedy()
        + "\n";
  }
}
