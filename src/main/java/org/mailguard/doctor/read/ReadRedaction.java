package org.mailguard.doctor.read;

import java.util.List;
import org.mailguard.doctor.read.sides.Difference;
import org.mailguard.doctor.report.Redaction;

/** Stand-ins for names, addresses and mailboxes in what was read; names of files stay. */
public final class ReadRedaction {
  private final Redaction redaction = Redaction.ofFiles();

  private ReadRedaction() {}

  public static Examined of(Examined examined) {
    ReadRedaction all = new ReadRedaction();
    return new Examined(
        examined.verdict(),
        examined.inputs().stream().map(all::input).toList(),
        examined.findings().stream().map(all.redaction::finding).toList(),
        examined.sides().stream().map(all::difference).toList(),
        examined.notes().stream().map(all::text).toList());
  }

  private Examined.Input input(Examined.Input input) {
    List<String> conversations = input.conversations().stream().map(this::text).toList();
    return new Examined.Input(input.name(), input.form(), input.what(), conversations);
  }

  private Difference difference(Difference difference) {
    return new Difference(
        difference.kind(),
        difference.toServer(),
        difference.during(),
        text(difference.before()),
        text(difference.after()),
        new Difference.Where(text(difference.where().in()), text(difference.where().out())));
  }

  private String text(String text) {
    return redaction.text(text);
  }
}
