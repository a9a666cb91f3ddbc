package org.mailguard;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.mailguard.config.ShieldText;
import org.mailguard.console.Explanation;
import org.mailguard.events.MessageId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mailguard explain ID}: what a message id means, or what a shield does. */
@Command(
    name = "explain",
    description =
        "What a message id of a reply or a log line means, why it happens, what to do; or, with the"
            + " word shield, what a shield stops and costs.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  private static final String SHIELD = "shield";

  @Parameters(
      index = "0",
      paramLabel = "ID",
      arity = "0..1",
      description = "MG-5-750103, or its number, or the word shield; none lists all.")
  private String id = "";

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      arity = "0..1",
      description = "Of a shield, behind the word; none lists all.")
  private String name = "";

  @Override
  public Integer call() {
    if (id.equals(SHIELD)) {
      return shield();
    }
    if (!name.isEmpty()) {
      System.err.println("mailguard: only shields have a name: mailguard explain shield NAME");
      return ExitStatus.UNKNOWN;
    }
    if (id.isEmpty()) {
      for (MessageId message : MessageId.values()) {
        System.out.println(message.id() + "  " + message.summary());
      }
      return ExitStatus.FINE;
    }
    Optional<String> found = Explanation.of(id);
    found.ifPresentOrElse(
        System.out::print,
        () ->
            System.err.println(
                "mailguard: there is no id " + id + "; mailguard explain lists all"));
    return found.isPresent() ? ExitStatus.FINE : ExitStatus.UNKNOWN;
  }

  private int shield() {
    if (name.isEmpty()) {
      ShieldText.all()
          .forEach(shield -> System.out.println(shield.name() + "  " + shield.note("advisory")));
      return ExitStatus.FINE;
    }
    Optional<ShieldText> found = ShieldText.named(name);
    found.ifPresentOrElse(
        shield -> System.out.print(shield.describe()),
        () ->
            System.err.println(
                "mailguard: there is no shield " + name + "; mailguard explain shield lists all"));
    return found.isPresent() ? ExitStatus.FINE : ExitStatus.UNKNOWN;
  }
}
