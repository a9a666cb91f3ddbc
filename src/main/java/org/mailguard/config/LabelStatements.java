package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.net.InetAddress;
import java.util.List;
import org.mailguard.config.AddressSetting.Label;
import org.mailguard.config.AddressSetting.LabelsHold;

/** Labels for addresses. */
final class LabelStatements {
  private static final Argument<InetAddress> LABELLED =
      new Argument<>("address", Kinds.LITERAL, "An address");
  private static final Argument<String> LABEL =
      new Argument<>("label", Kinds.LABEL, "What the address is called in other lines");
  private static final Argument<String> DESCRIPTION =
      new Argument<>("text", Kind.text(200), "A comment");

  private static final Statement<LabelsHold> NAMES =
      statement(Mode.GLOBAL, LabelsHold.class, "names")
          .help(
              "Labels stand for addresses; the lines are written with them. \"no names\" writes"
                  + " addresses.")
          .origin("PIX 4.2 and later, ASA")
          .byDefault("names")
          .word("names", "Use labels for addresses")
          .negated(in -> new LabelsHold(false))
          .single()
          .sample("names")
          .sample("no names")
          .readsAndWrites(
              in -> new LabelsHold(true), (line, out) -> out.addIf(!line.on(), "no").add("names"));

  private static final Statement<Label> NAME =
      statement(Mode.GLOBAL, Label.class, "name <address> <label> [description <text>]")
          .help(
              "A label that may stand wherever an address does, from the next line on. A label is"
                  + " no name of DNS: nothing is looked up.")
          .origin("PIX 4.2 and later, ASA")
          .word("name", "Give an address a label")
          .word("description", "A comment follows")
          .arguments(LABELLED, LABEL, DESCRIPTION)
          .removedBy("name <address>")
          .single(Label::label)
          .sample("name 10.0.0.5 mailserver")
          .sample("name 2001:db8::5 mailserver6 description The new one")
          .readsAndWrites(
              in -> new Label(in.get(LABELLED), in.get(LABEL), in.find(DESCRIPTION, "")),
              (line, out) ->
                  out.add("name", AddressText.print(line.address()), line.label())
                      .addIf(!line.description().isEmpty(), "description", line.description()));

  /** Stand above all lines that may use a label. */
  static final List<Statement<?>> ALL = List.of(NAMES, NAME);

  private LabelStatements() {}
}
