package org.mailguard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mailguard.events.MessageId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mailguard explain ID}: what a message id means. */
@Command(
    name = "explain",
    description = "What a message id of a reply or a log line means, why it happens, what to do.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "MG-5-750103, or its number; none lists all.")
  private String id = "";

  @Override
  public Integer call() {
    if (id.isEmpty()) {
      for (MessageId message : MessageId.values()) {
        System.out.println(message.id() + "  " + message.summary());
      }
      return ExitStatus.FINE;
    }
    Optional<MessageId> found = find(id);
    found.ifPresentOrElse(
        ExplainCommand::print,
        () ->
            System.err.println(
                "mailguard: there is no id " + id + "; mailguard explain lists all"));
    return found.isPresent() ? ExitStatus.FINE : ExitStatus.UNKNOWN;
  }

  /**
   * By the whole id, with the device's percent sign and colon or without, or by the number alone.
   */
  private static Optional<MessageId> find(String id) {
    String wanted = id.toUpperCase(Locale.ROOT).replaceAll("[%:]", "");
    return Arrays.stream(MessageId.values())
        .filter(message ->
            message.id().equals(wanted) || String.valueOf(message.number()).equals(wanted))
        .findFirst();
  }

  private static void print(MessageId message) {
    System.out.println(message.id() + "  " + message.summary());
    message.reply().ifPresent(reply -> System.out.println("  Reply:  " + reply));
    System.out.println("  Why:    " + message.reason());
    System.out.println("  Do:     " + message.remedy());
  }
}
