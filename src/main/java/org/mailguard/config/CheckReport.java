package org.mailguard.config;

import java.util.List;
import org.mailguard.policy.Access;
import org.mailguard.policy.AccessList;
import org.mailguard.policy.AccessRule;
import org.mailguard.policy.Appearance;
import org.mailguard.policy.Inspection;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;

/**
 * What {@code mailguard check} prints: in a few lines what the guard will do, then what is worth a
 * second look; or, if the configuration is refused, everything that is wrong with it.
 */
public final class CheckReport {
  /** So many servers and rules are shown one by one; what is beyond is counted. */
  private static final int SHOWN = 8;

  private final String file;
  private final ConfigResult result;

  /**
   * A report on one configuration.
   *
   * @param file its name, for messages
   */
  public CheckReport(String file, ConfigResult result) {
    this.file = file;
    this.result = result;
  }

  /** True if the guard would run with it. */
  public boolean accepted() {
    return result instanceof ConfigResult.Accepted;
  }

  /** For people. */
  public String text() {
    StringBuilder out = new StringBuilder();
    switch (result) {
      case ConfigResult.Accepted(Configuration configuration) -> {
        summary(configuration, out);
        configuration
            .warnings()
            .forEach(warning -> out.append('\n').append(warning.describe(file)));
      }
      case ConfigResult.Refused(_, List<Problem> problems) -> {
        problems.forEach(problem -> out.append(problem.describe(file)).append('\n'));
        out.append(file).append(" is refused\n");
      }
    }
    return out.toString();
  }

  private void summary(Configuration configuration, StringBuilder out) {
    int warnings = configuration.warnings().size();
    out.append(file).append(" is good");
    out.append(warnings == 0 ? "\n" : ", with " + count(warnings, "warning") + "\n");
    List<Publication> publications = configuration.publications();
    publications.stream().limit(SHOWN).forEach(publication -> publication(publication, out));
    more(publications.size(), "server", out);
    if (!publications.isEmpty()) {
      access(publications.getFirst().access(), out);
    }
    Logging logging = configuration.logging();
    row(
        "at most",
        configuration.maxSessions()
            + " sessions, "
            + configuration.maxSessionsPerAddress()
            + " of one address",
        out);
    row(
        "log",
        !logging.stdout()
            ? "nowhere"
            : "standard output"
                + (logging.json() ? " as JSON" : "")
                + ", up to "
                + Levels.print(logging.level()),
        out);
  }

  private static void publication(Publication publication, StringBuilder out) {
    row("listens on", listener(publication), out);
    row("  carries to", publication.server().toString(), out);
    row("  inspection", inspection(publication.policy()), out);
  }

  private static String listener(Publication publication) {
    String address = publication.listenAddress();
    return (address == null ? "every address" : address) + " port " + publication.listenPort();
  }

  private static String inspection(Policy policy) {
    if (policy.inspection() == Inspection.FRAMING) {
      return "off: framing is checked, nothing else";
    }
    boolean honest = policy.appearance().name().equals(Appearance.HONEST.name());
    return honest
        ? policy.name() + ": commands, replies and extensions are judged and printed again"
        : policy.name() + ": as the old box did it, with its faults";
  }

  private static void access(Access access, StringBuilder out) {
    if (!(access instanceof AccessList list)) {
      row("may connect", "nobody: no access-list is bound to the outside", out);
      return;
    }
    row("may connect", "what access-list " + list.name() + " permits, first match first:", out);
    list.rules().stream()
        .limit(SHOWN)
        .map(AccessRule::line)
        .forEach(line -> row("", "  " + line, out));
    more(list.rules().size(), "rule", out);
  }

  private static void more(int all, String what, StringBuilder out) {
    if (all > SHOWN) {
      row("", "  and " + count(all - SHOWN, "more " + what), out);
    }
  }

  private static void row(String title, String value, StringBuilder out) {
    out.append("  %-14s %s".formatted(title, value).stripTrailing()).append('\n');
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** For programs: one JSON object, see {@link CheckJson}. */
  public String json() {
    return CheckJson.render(file, result);
  }
}
