package org.mailguard.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.mailguard.policy.Access;
import org.mailguard.policy.AccessEntry;
import org.mailguard.policy.AccessForSome;
import org.mailguard.policy.AccessPath;
import org.mailguard.policy.Appearance;
import org.mailguard.policy.Inspection;
import org.mailguard.policy.Policies;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;

/**
 * What {@code mailguard check} prints: in a few lines what the guard will do, then what is worth a
 * second look, what became of each line, and the rules in force; or, if the configuration is
 * refused, everything that is wrong with it, and what became of the other lines.
 */
public final class CheckReport {
  /** So many servers and rules are shown one by one; what is beyond is counted. */
  private static final int SHOWN = 16;

  /** So many rules of one server; what is beyond is counted. */
  private static final int RULES = 4;

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

  /** How bad the worst line is. */
  public LineUse.Use worst() {
    if (!accepted()) {
      return LineUse.Use.UNKNOWN;
    }
    return lines().stream()
        .map(LineUse::use)
        .max(Comparator.naturalOrder())
        .orElse(LineUse.Use.USED);
  }

  private List<LineUse> lines() {
    return switch (result) {
      case ConfigResult.Accepted(Configuration configuration) -> configuration.lines();
      case ConfigResult.Refused(_, _, List<LineUse> lines) -> lines;
    };
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
        LineAccount.used(configuration.lines(), out);
        LineAccount.notUsed(configuration.lines(), out);
        PolicyAccount.print(configuration, out);
      }
      case ConfigResult.Refused(_, List<Problem> problems, List<LineUse> lines) -> {
        problems.forEach(problem -> out.append(problem.describe(file)).append('\n'));
        out.append(file).append(" is refused\n");
        LineAccount.withoutError(lines, out);
        LineAccount.notUsed(lines, out);
      }
    }
    return out.toString();
  }

  private void summary(Configuration configuration, StringBuilder out) {
    int warnings = configuration.warnings().size();
    out.append(file).append(" is good");
    out.append(warnings == 0 ? "\n" : ", with " + count(warnings, "warning") + "\n");
    List<Publication> publications = configuration.publications();
    publications.stream()
        .limit(SHOWN)
        .forEach(publication -> publication(publication, configuration, out));
    more(publications.size(), "server", out);
    Configuration.Bounds bounds = configuration.bounds();
    row(
        "at most",
        bounds.sessions() + " sessions, " + bounds.sessionsPerAddress() + " of one address",
        out);
    row("log", log(configuration.logging()), out);
    Operators operators = configuration.operators();
    row("operators", doors("SSH", operators.sshListen()), out);
    row("operators", doors("Telnet", operators.telnetListen()), out);
  }

  /** Empty if the door is shut: there is no such row then. */
  private static String doors(String name, List<InetSocketAddress> listen) {
    return listen.isEmpty()
        ? ""
        : "by "
            + name
            + " on "
            + listen.stream().map(CheckReport::door).collect(Collectors.joining(", "));
  }

  private static String door(InetSocketAddress address) {
    InetAddress own = address.getAddress();
    String where = own.isAnyLocalAddress() ? "every address" : AddressText.print(own);
    return where + " port " + address.getPort();
  }

  private static String log(Logging logging) {
    List<String> where = new ArrayList<>();
    if (logging.stdout()) {
      where.add(
          "standard output"
              + (logging.json() ? " as JSON" : "")
              + ", up to "
              + Levels.print(logging.level()));
    }
    logging
        .hosts()
        .forEach((host, style) -> where.add(host + ", up to " + Levels.print(style.least())));
    return where.isEmpty() ? "nowhere" : String.join("; ", where);
  }

  private static void publication(
      Publication publication, Configuration configuration, StringBuilder out) {
    row("listens on", listener(publication), out);
    row("  inspection", inspection(publication.policy()), out);
    for (Policies.Choice choice : publication.policies().choices()) {
      row("", "for " + traffic(choice.traffic()) + ": " + inspection(choice.policy()), out);
    }
    access(publication, configuration.deciding(publication), out);
  }

  private static String traffic(Access traffic) {
    String list = PolicyAccount.listName(traffic);
    return list == null ? "some" : "access-list " + list;
  }

  private static String listener(Publication publication) {
    String address = publication.listenAddress();
    int connections = publication.translation().connections();
    int embryonic = publication.translation().embryonic();
    return (address == null ? "every address" : address)
        + " port "
        + publication.listenPort()
        + ", carries to "
        + publication.server()
        + (connections == 0 ? "" : ", at most " + connections + " sessions")
        + (embryonic == 0 ? "" : ", at most " + embryonic + " whose server has not answered yet");
  }

  private static String inspection(Policy policy) {
    if (policy.inspection() == Inspection.FRAMING) {
      return "off: framing is checked, nothing else";
    }
    boolean honest = policy.appearance().name().equals(Appearance.HONEST.name());
    return honest
        ? policy.name() + ": commands, replies and extensions are judged and printed again"
        : policy.name() + ": as the old box did it: masked, overwritten, not answered";
  }

  private static void access(
      Publication publication, List<AccessEntry> deciding, StringBuilder out) {
    String title = "  may connect";
    if (publication.access() instanceof AccessForSome some) {
      row(title, "only " + some.peers().entries().getFirst().line() + ", and of them", out);
      title = "";
    }
    List<AccessEntry> permits = deciding.stream().filter(AccessEntry::permit).toList();
    if (permits.isEmpty()) {
      boolean byLevel =
          deciding.isEmpty()
              && publication.access() instanceof AccessPath(_, Access unlisted, _)
              && unlisted.equals(Access.BY_LEVEL);
      row(
          title,
          byLevel ? "everybody: from a higher security level" : "nobody: nothing permits it",
          out);
      return;
    }
    for (AccessEntry entry : permits.subList(0, Math.min(RULES, permits.size()))) {
      row(title, entry.line(), out);
      title = "";
    }
    if (permits.size() > RULES) {
      row("", "and " + count(permits.size() - RULES, "more rule"), out);
    }
    long denies = deciding.stream().filter(entry -> !entry.permit()).count();
    if (denies > 0) {
      row("", "first match first, with " + count(denies, "deny line"), out);
    }
  }

  private static void more(int all, String what, StringBuilder out) {
    if (all > SHOWN) {
      row("", "  and " + count(all - SHOWN, "more " + what), out);
    }
  }

  private static void row(String title, String value, StringBuilder out) {
    if (value.isEmpty()) {
      return;
    }
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
