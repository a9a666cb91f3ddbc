package org.mailguard.doctor.read.sides;

import java.util.IdentityHashMap;
import org.mailguard.doctor.read.dialogue.Conversation;
import org.mailguard.doctor.read.dialogue.Exchange;
import org.mailguard.doctor.read.dialogue.Line;
import org.mailguard.doctor.read.dialogue.Message;

/** To which command each line of a conversation belongs. */
final class Labels {
  /** Of lines that are no command, no reply and no content. */
  private static final String CREDENTIALS = "AUTH";

  private final IdentityHashMap<Line, String> labels = new IdentityHashMap<>();

  Labels(Conversation conversation) {
    for (Message message : conversation.messages()) {
      message.lines().forEach(line -> labels.put(line, Difference.MESSAGE));
    }
    for (Exchange exchange : conversation.exchanges()) {
      String label =
          switch (exchange.verb()) {
            case Exchange.GREETING -> Difference.GREETING;
            case Exchange.MARK -> Difference.MARK;
            case Exchange.UNASKED -> "nothing that was asked";
            default -> exchange.verb();
          };
      exchange.reply().forEach(line -> labels.put(line, label));
      if (exchange.command() != null) {
        labels.put(exchange.command(), label);
      }
    }
  }

  String of(Line line) {
    return labels.getOrDefault(line, CREDENTIALS);
  }
}
