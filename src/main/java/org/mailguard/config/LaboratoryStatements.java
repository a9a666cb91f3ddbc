package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.util.List;
import org.mailguard.config.InspectionSetting.ClassBox;
import org.mailguard.config.InspectionSetting.ClassDefect;
import org.mailguard.config.InspectionSetting.ClassRelease;
import org.mailguard.policy.Laboratory.Box;
import org.mailguard.policy.Laboratory.Defect;

/** Old releases, their faults and other makes, in a class of a policy-map. */
final class LaboratoryStatements {
  private static final Argument<Defect> FAULT =
      new Argument<>(
          "defect",
          Releases.named(Defect.class, "a defect", List.of(Defect.values()), Defect::word),
          "What the release got wrong");
  private static final Argument<Box> MAKE =
      new Argument<>(
          "firewall",
          Releases.named(Box.class, "a firewall", List.of(Box.values()), Box::word),
          "Another make, modelled from public descriptions");

  static final Statement<ClassRelease> CLASS_RELEASE =
      statement(Mode.POLICY_CLASS, ClassRelease.class, Releases.SYNTAX)
          .help(
              "Inspection that looks and behaves as an old release did. For"
                  + " laboratories: it hides extensions and makes senders fall back. a72 and a94"
                  + " have inspection maps, and a line inspect esmtp beside it names one; without"
                  + " it they have _default_esmtp_map, a94 with allow-tls.")
          .word("release", "Look and behave as an old release did")
          .word(Releases.OTHERS, "What becomes of commands that it did not let pass")
          .word("swallow", "Answered with 250 OK, and kept from the server")
          .word("noop", "Made a NOOP on the way to the server")
          .word("overwrite", "Made X on the way to the server")
          .word(Releases.STRICT, "Mask the blank behind 220 as well, as the old article prints it")
          .arguments(Releases.RELEASE)
          .extension()
          .byDefault("none: honest answers")
          .removedBy("release")
          .single()
          .sample("release p51")
          .sample("release a72")
          .sample("release p51 others swallow")
          .sample("release p40 others noop")
          .sample("release p44 others overwrite")
          .sample("release p51 strict-greeting")
          .readsAndWrites(
              in -> new ClassRelease(Releases.required(in)),
              (line, out) -> Releases.write(line.release(), out));

  static final Statement<ClassDefect> DEFECT =
      statement(Mode.POLICY_CLASS, ClassDefect.class, "laboratory defect <defect>")
          .help(
              "A fault of old releases, for the release in the same class: segments (each TCP"
                  + " segment is judged alone), split-mark (an end of data in two segments is"
                  + " missed), noop (a NOOP makes X of mail data), data (DATA alone opens the"
                  + " filter), data-again (a second DATA does), greeting-lines (a second line of the"
                  + " greeting loses its code). It loses mail and lets attacks through, and each"
                  + " session says so in the log.")
          .word("laboratory", "What no guard of mail should do")
          .word("defect", "A fault of old releases")
          .arguments(FAULT)
          .extension()
          .byDefault("no defect")
          .single(ClassDefect::defect)
          .sample("laboratory defect segments")
          .sample("laboratory defect split-mark")
          .readsAndWrites(
              in -> new ClassDefect(in.get(FAULT)),
              (line, out) -> out.add("laboratory defect", line.defect().word()));

  static final Statement<ClassBox> FIREWALL =
      statement(Mode.POLICY_CLASS, ClassBox.class, "laboratory firewall <firewall>")
          .help(
              "A firewall of another make in place of the guard, modelled from public descriptions:"
                  + " watchguard, checkpoint or raptor. It loses mail, and each session says so in"
                  + " the log.")
          .word("laboratory", "What no guard of mail should do")
          .word("firewall", "Another make")
          .arguments(MAKE)
          .extension()
          .byDefault("none: the guard")
          .removedBy("laboratory firewall")
          .single()
          .sample("laboratory firewall watchguard")
          .readsAndWrites(
              in -> new ClassBox(in.get(MAKE)),
              (line, out) -> out.add("laboratory firewall", line.box().word()));

  private LaboratoryStatements() {}
}
