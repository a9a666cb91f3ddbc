package org.mailguard.inspect;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mailguard.smtp.Command;

/** All inspections, in order. The only registry. */
public final class Inspections {
  private static final List<Inspection> ALL = List.of(new SourceRoute(), new HttpClient());

  private Inspections() {}

  public static Set<Finding> of(Command command) {
    EnumSet<Finding> findings = EnumSet.noneOf(Finding.class);
    for (Inspection inspection : ALL) {
      inspection.inspect(command).ifPresent(findings::add);
    }
    return findings;
  }
}
