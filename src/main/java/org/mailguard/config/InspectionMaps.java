package org.mailguard.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.MapSetting.AllowTls;
import org.mailguard.config.MapSetting.InspectionMap;
import org.mailguard.config.MapSetting.Parameters;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.MapSettings;

/**
 * The inspection maps that can be named: those of the configuration, and those that are built in,
 * which are read when a line first asks for them.
 */
final class InspectionMaps {
  /** What holds where no line names a map. */
  static final String STANDARD = EsmtpMap.MAILGUARD_DEFAULT.name();

  /** That of the device. */
  static final String OF_DEVICE = "_default_esmtp_map";

  private static final List<String> BUILT_IN = List.of(STANDARD, OF_DEVICE);

  /** Read once for all configurations of the process. */
  private static final Map<String, EsmtpMap> READ = new ConcurrentHashMap<>();

  private final Problems problems;
  private final Ledger ledger;
  private final Expressions expressions;
  private final Map<String, Found<InspectionMap>> lines = new LinkedHashMap<>();
  private final Map<String, EsmtpMap> maps = new LinkedHashMap<>();
  private final Set<String> named = new HashSet<>();
  private final Set<String> used = new HashSet<>();

  InspectionMaps(Branch root, Problems problems, Ledger ledger) {
    this.problems = problems;
    this.ledger = ledger;
    this.expressions = new Expressions(root, problems);
    root.all(InspectionMap.class).forEach(this::add);
  }

  private void add(Found<InspectionMap> line) {
    String name = line.setting().name();
    lines.put(name, line);
    maps.put(name, new MapBuilder(line, expressions, Shields.BUILT_IN, problems).build());
    if (BUILT_IN.contains(name)) {
      problems.add(
          line.where().warning("takes the place of the built-in map " + name + " everywhere"));
    }
    line.node()
        .last(Parameters.class)
        .flatMap(parameters -> parameters.node().last(AllowTls.class))
        .filter(tls -> tls.setting().tls() == MapSettings.Tls.HIDE)
        .ifPresent(tls -> problems.add(warnOfHiddenTls(tls.where())));
  }

  private static Problem warnOfHiddenTls(Location where) {
    return where.warning(
        "STARTTLS is hidden: mail comes in clear, and mail of senders that insist on TLS stops");
  }

  /** A line names a map, which must exist. */
  void require(String name, Location where) {
    named.add(name);
    if (maps.containsKey(name) || problems.isDoubtful(name)) {
      return;
    }
    if (name.equals(OF_DEVICE)) {
      problems.add(warnOfHiddenTls(where));
    } else if (!BUILT_IN.contains(name)) {
      List<String> known = new ArrayList<>(maps.keySet());
      known.addAll(BUILT_IN);
      String what = "policy-map type inspect esmtp";
      problems.add(Expectation.missing(what, name, what + " " + name, known, where));
    }
  }

  /** A line in use names the map; empty for the usual one. */
  void use(String name) {
    used.add(name.isEmpty() ? STANDARD : name);
  }

  /**
   * The map of a name; empty for the usual one. That of a name which {@link #require} found missing
   * is never enforced.
   */
  EsmtpMap map(String name) {
    String wanted = name.isEmpty() ? STANDARD : name;
    EsmtpMap own = maps.get(wanted);
    return own == null ? builtIn(wanted) : own;
  }

  /** Those of the configuration, used or not, in the order of its lines. */
  List<EsmtpMap> own() {
    return List.copyOf(maps.values());
  }

  /** A map that comes with the program; the usual one if it has no such name. */
  static EsmtpMap builtIn(String name) {
    return name.equals(OF_DEVICE)
        ? READ.computeIfAbsent(name, InspectionMaps::read)
        : EsmtpMap.MAILGUARD_DEFAULT;
  }

  /** As {@link #builtIn}, from its text. */
  static EsmtpMap read(String name) {
    return BuiltInText.map(BuiltInText.read("/maps/" + name + ".conf").orElseThrow(), name);
  }

  /** Maps that nothing puts to use, and expressions that no map asks for. */
  void enterUnused() {
    lines.forEach((name, line) -> {
      if (!used.contains(name)) {
        ledger.notUsed(line.node(), "no inspect line in use names the map");
        if (!named.contains(name)) {
          problems.add(
              line.where()
                  .warning(
                      "the map %s is not in use; to use it: inspect esmtp %s, below a class"
                          .formatted(name, name)));
        }
      }
    });
    expressions.unused(used).forEach(node -> ledger.notUsed(node, "no map in use names it"));
  }
}
