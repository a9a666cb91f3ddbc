package org.mailguard.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Access;
import org.mailguard.policy.AccessAtServer;
import org.mailguard.policy.AccessList;
import org.mailguard.policy.Appearance;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.Inspection;
import org.mailguard.policy.Policies;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;

/**
 * Prints which map holds where, and for each map what is asked and in which order: what {@code show
 * service-policy} and {@code show running-config policy-map} are for on the device, of a
 * configuration that is not in force yet.
 *
 * <p>Ports with the same classes stand together, and a map is printed where it comes first: a
 * thousand servers with one policy take as much room as one.
 */
final class PolicyAccount {
  /** So many different policies are shown; what is beyond is counted. */
  private static final int SHOWN = 16;

  /** So many ports with one policy are named. */
  private static final int PORTS = 4;

  private final Configuration configuration;
  private final StringBuilder out;
  private final Set<EsmtpMap> printed = new HashSet<>();

  private PolicyAccount(Configuration configuration, StringBuilder out) {
    this.configuration = configuration;
    this.out = out;
  }

  /**
   * Clients and what holds for them.
   *
   * @param list the access list that singles them out, or null for all that no list above has
   */
  record Clients(@Nullable String list, Policy policy) {
    /** Those of a publication, in the order in which their lists are asked; the last has none. */
    static List<Clients> of(Publication publication) {
      List<Clients> all = new ArrayList<>();
      for (Policies.Choice choice : publication.policies().choices()) {
        all.add(new Clients(listName(choice.traffic()), choice.policy()));
      }
      all.add(new Clients(null, publication.policy()));
      return all;
    }
  }

  static void print(Configuration configuration, StringBuilder out) {
    PolicyAccount account = new PolicyAccount(configuration, out);
    Map<List<Clients>, List<Publication>> places = new LinkedHashMap<>();
    for (Publication publication : configuration.publications()) {
      places
          .computeIfAbsent(Clients.of(publication), clients -> new ArrayList<>())
          .add(publication);
    }
    places.entrySet().stream()
        .limit(SHOWN)
        .forEach(place -> account.print(place.getKey(), place.getValue()));
    int more = places.size() - SHOWN;
    if (more > 0) {
      out.append("\nand ").append(more).append(more == 1 ? " more policy\n" : " more policies\n");
    }
  }

  private void print(List<Clients> clients, List<Publication> publications) {
    out.append("\npolicy of ");
    out.append(
        String.join(", ", publications.stream().limit(PORTS).map(PolicyAccount::place).toList()));
    if (publications.size() > PORTS) {
      out.append(", and ").append(publications.size() - PORTS).append(" more");
    }
    out.append('\n');
    clients.forEach(some -> print(some, clients.size() == 1));
  }

  private static String place(Publication publication) {
    String address = publication.listenAddress();
    return (address == null ? "every address" : address) + " port " + publication.listenPort();
  }

  private void print(Clients clients, boolean alone) {
    Policy policy = clients.policy();
    out.append("  ").append(who(clients, alone)).append(inspection(policy));
    boolean hasRules = hasMap(policy);
    boolean again = hasRules && !printed.add(policy.map());
    out.append(again ? ", as above\n" : "\n");
    if (hasRules && !again) {
      print(MapLines.of(policy.map(), configuration));
    }
  }

  private static String who(Clients clients, boolean alone) {
    String name = clients.policy().trafficClass();
    if (name.isEmpty()) {
      return alone ? "" : "everybody else: ";
    }
    return clients.list() == null
        ? "class " + name + ": "
        : "class " + name + " (access-list " + clients.list() + "): ";
  }

  /** The list that singles clients out, or null if the class is for all. */
  static @Nullable String listName(Access traffic) {
    return switch (traffic) {
      case AccessList list -> list.name();
      case AccessAtServer(AccessList list, _, _) -> list.name();
      default -> null;
    };
  }

  /** True if rules of a map are asked: an old release has none, and framing neither. */
  static boolean hasMap(Policy policy) {
    return policy.inspection() == Inspection.FULL
        && policy.appearance().name().equals(Appearance.HONEST.name());
  }

  private static String inspection(Policy policy) {
    if (policy.inspection() == Inspection.FRAMING) {
      return "not inspected, but for its framing";
    }
    return hasMap(policy) ? "inspect esmtp " + policy.map().name() : policy.name();
  }

  private void print(MapLines map) {
    row("parameters", map.parameters());
    row("shields", map.shields());
    String above = "";
    for (MapLines.Line rule : map.rules()) {
      String phase = rule.phase().word();
      row(phase.equals(above) ? "" : phase, line(rule, map.name()));
      above = phase;
    }
    if (map.parameters().isEmpty() && map.shields().isEmpty() && map.rules().isEmpty()) {
      row("no rules", "");
    }
  }

  private static String line(MapLines.Line rule, String map) {
    String what =
        rule.number() == 0
            ? rule.match()
            : (rule.origin().equals(map) ? "" : rule.origin() + " ")
                + rule.number()
                + " match "
                + rule.match();
    return what + ": " + rule.action() + (rule.observed() ? ", only observed" : "");
  }

  private void row(String title, List<String> values) {
    if (!values.isEmpty()) {
      row(title, String.join(", ", values));
    }
  }

  private void row(String title, String value) {
    out.append("    %-15s %s".formatted(title, value).stripTrailing()).append('\n');
  }
}
