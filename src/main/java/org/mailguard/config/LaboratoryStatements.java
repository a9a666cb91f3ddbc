package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.util.List;
import org.mailguard.config.InspectionSetting.ClassDefect;
import org.mailguard.config.InspectionSetting.ClassFirewall;
import org.mailguard.config.InspectionSetting.ClassRelease;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.policy.Laboratory.Firewall;

/** Old releases, their faults and other makes, in a class of a policy-map. */
final class LaboratoryStatements {
  private static final Argument<Defect> FAULT =
      new Argument<>(
          "defect",
          Releases.named(Defect.class, "a defect", List.of(Defect.values()), Defect::word),
          "What the release got wrong");
  private static final String WATCHGUARD = "watchguard";
  private static final String CHECKPOINT = "checkpoint";
  private static final String ESMTP = "esmtp";
  private static final String RECIPIENTS = "recipients";
  private static final Argument<Integer> MOST =
      new Argument<>("most", Kind.range(1, 10_000), "Recipients of a message that pass");
  private static final Argument<Integer> SOFT =
      new Argument<>("soft", Kind.range(1, 10_000), "Recipients that are not put off");
  private static final Argument<Integer> HARD =
      new Argument<>("hard", Kind.range(1, 10_000), "Recipients behind which all is denied");

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
                  + " greeting loses its code). Of an inspection map only what it masks in the EHLO"
                  + " reply is in force beside it. It loses mail and lets attacks through, and each"
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

  static final Statement<ClassFirewall> FIREWALL =
      statement(
              Mode.POLICY_CLASS,
              ClassFirewall.class,
              "laboratory firewall {watchguard [esmtp] [recipients <most>]|checkpoint [esmtp]"
                  + "|raptor [esmtp] [recipients <soft> <hard>]}")
          .help(
              "A firewall of another make in place of the guard, modelled from public descriptions."
                  + " WatchGuard loses recipients over the limit in silence; Check Point answers"
                  + " recipients of a second domain with 450 and NOOP with 220; Raptor puts"
                  + " recipients over the soft limit off, ends mail at the hard one and hides"
                  + " Received lines. None of them speaks ESMTP unless told to. It loses mail, and"
                  + " each session says so in the log.")
          .word("laboratory", "What no guard of mail should do")
          .word("firewall", "Another make")
          .word(WATCHGUARD, "WatchGuard Firebox")
          .word(CHECKPOINT, "Check Point Security Server")
          .word("raptor", "Raptor, later Symantec Enterprise Firewall")
          .word(ESMTP, "EHLO passes, and a few keywords with it")
          .word(RECIPIENTS, "A limit for one message; none without it")
          .arguments(MOST, SOFT, HARD)
          .extension()
          .byDefault("none: the guard")
          .removedBy("laboratory firewall")
          .single()
          .sample("laboratory firewall watchguard")
          .sample("laboratory firewall watchguard esmtp recipients 50")
          .sample("laboratory firewall checkpoint esmtp")
          .sample("laboratory firewall raptor")
          .sample("laboratory firewall raptor recipients 10 100")
          .readsAndWrites(
              in -> new ClassFirewall(read(in)), (line, out) -> write(line.firewall(), out));

  private LaboratoryStatements() {}

  private static Firewall read(Arguments in) {
    boolean esmtp = in.has(ESMTP);
    if (in.has(WATCHGUARD)) {
      return new Firewall.Watchguard(esmtp, in.find(MOST, 0));
    } else if (in.has(CHECKPOINT)) {
      return new Firewall.Checkpoint(esmtp);
    }
    return new Firewall.Raptor(esmtp, in.find(SOFT, 0), in.find(HARD, 0));
  }

  private static void write(Firewall make, LinePrinter out) {
    out.add("laboratory firewall", make.word());
    out.addIf(make.esmtp(), ESMTP);
    switch (make) {
      case Firewall.Watchguard(_, int recipients) -> {
        if (recipients > 0) {
          out.add(RECIPIENTS, recipients);
        }
      }
      case Firewall.Checkpoint _ -> {}
      case Firewall.Raptor(_, int soft, int hard) -> {
        if (soft > 0) {
          out.add(RECIPIENTS, soft, hard);
        }
      }
    }
  }
}
