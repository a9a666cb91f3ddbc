package org.mailguard.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.SystemSetting.DeviceTimeout;
import org.mailguard.config.SystemSetting.Hostname;
import org.mailguard.config.SystemSetting.Limit;
import org.mailguard.config.SystemSetting.Timeout;
import org.mailguard.policy.AccessEntry;
import org.mailguard.policy.FlowLimits;
import org.mailguard.policy.Limits;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;
import org.mailguard.policy.Timeouts;
import org.mailguard.smtp.Octets;

/**
 * Looks at what all lines say together: checks that they fit each other, builds what the guard runs
 * on, and accounts for the lines that came to nothing.
 */
final class Assembly {
  private static final int LEAST_RECIPIENTS = 100;

  private final Candidate candidate;
  private final Branch root;
  private final Problems problems;
  private final Ledger ledger;
  private final Names names;
  private final Interfaces interfaces;
  private final TimeRanges times;
  private final Objects objects;
  private final Lists lists;
  private final Bindings bindings;
  private final InspectionMaps maps;
  private final PortPolicies policies;

  Assembly(Candidate candidate, Problems problems, Ledger ledger, Names names) {
    this.candidate = candidate;
    this.root = candidate.root();
    this.problems = problems;
    this.ledger = ledger;
    this.names = names;
    Era era = Era.of(root);
    this.interfaces = new Interfaces(root, problems);
    this.times = new TimeRanges(root, problems);
    this.objects = new Objects(root, interfaces, problems);
    GroupReferences.check(root, problems);
    this.lists = new Lists(root, objects, times, names, problems, ledger);
    this.bindings = new Bindings(root, interfaces, lists, objects, names, era, problems, ledger);
    this.maps = new InspectionMaps(root, problems, ledger);
    this.policies = new PortPolicies(root, interfaces, lists, maps, problems, ledger);
  }

  Configuration configuration() {
    Map<Bound, Integer> limits = limits();
    Map<Publication, List<AccessEntry>> publications = publications(limits, timeouts());
    LoggingPlan logging = new LoggingPlan(root, interfaces, times.zone(), hostname(), problems);
    Logging plan = logging.logging();
    Operators operators =
        new OperatorsPlan(root, interfaces, publications.keySet(), problems, ledger).operators();
    account();
    return new Configuration(
        candidate.entries(),
        hostname(),
        publications,
        plan,
        new Configuration.Bounds(
            limits.getOrDefault(Bound.SESSIONS, Bound.SESSIONS.standard()),
            limits.getOrDefault(Bound.PER_ADDRESS, Bound.PER_ADDRESS.standard()),
            flowLimits()),
        root.last(SystemSetting.RelayTest.class)
            .map(line -> line.setting().mode())
            .orElse(Configuration.RelayTest.REPORT),
        operators,
        bindings.inUse(),
        maps.own(),
        problems.hasErrors() ? List.of() : problems.sorted(),
        ledger.lines());
  }

  private @Nullable String hostname() {
    return root.last(Hostname.class).map(line -> line.setting().name()).orElse(null);
  }

  private FlowLimits flowLimits() {
    return new FlowLimits(
        root.last(AccessSetting.DenyFlowMax.class)
            .map(line -> line.setting().flows())
            .orElse(FlowLimits.DEFAULT.denied()),
        root.last(AccessSetting.AlertInterval.class)
            .map(line -> line.setting().seconds())
            .orElse(FlowLimits.DEFAULT.alertInterval()));
  }

  private Map<Bound, Integer> limits() {
    Map<Bound, Integer> limits = new EnumMap<>(Bound.class);
    for (Found<Limit> line : root.all(Limit.class)) {
      Limit limit = line.setting();
      limits.put(limit.bound(), limit.value());
      if (limit.bound() == Bound.RECIPIENTS && limit.value() < LEAST_RECIPIENTS) {
        problems.add(
            line.where()
                .warning(
                    "fewer than the "
                        + LEAST_RECIPIENTS
                        + " that RFC 5321 section 4.5.3.1.8 lets senders count on"));
      }
    }
    return limits;
  }

  private Map<Wait, Duration> timeouts() {
    Map<Wait, Duration> timeouts = new EnumMap<>(Wait.class);
    for (Found<Timeout> line : root.all(Timeout.class)) {
      Wait wait = line.setting().kind();
      timeouts.put(wait, line.setting().time());
      warnIfShort(line.setting().time(), wait, line.where());
    }
    for (Found<DeviceTimeout> line : root.all(DeviceTimeout.class)) {
      Duration idle = line.setting().idle();
      if (idle == null) {
        ledger.notUsed(line.node(), "another protocol than SMTP");
      } else if (!idle.isZero()) {
        shorten(timeouts, idle, line.where());
      }
    }
    return timeouts;
  }

  /** {@code timeout conn} ends every session in which nothing happens for so long. */
  private void shorten(Map<Wait, Duration> timeouts, Duration idle, Location where) {
    Wait worst = null;
    for (Wait wait : Wait.values()) {
      Duration now = timeouts.getOrDefault(wait, wait.standard());
      if (idle.compareTo(now) < 0) {
        timeouts.put(wait, idle);
        boolean shorter = worst == null || wait.wanted().compareTo(worst.wanted()) > 0;
        worst = idle.compareTo(wait.wanted()) < 0 && shorter ? wait : worst;
      }
    }
    if (worst != null) {
      warnIfShort(idle, worst, where);
    }
  }

  private void warnIfShort(Duration time, Wait wait, Location where) {
    if (time.compareTo(wait.wanted()) < 0) {
      problems.add(
          where.warning(
              "shorter than the "
                  + Kinds.printTime(wait.wanted())
                  + " of RFC 5321 section 4.5.3.2: slow but honest peers are cut off"));
    }
  }

  private Map<Publication, List<AccessEntry>> publications(
      Map<Bound, Integer> bounds, Map<Wait, Duration> waits) {
    Limits limits = limits(bounds);
    Timeouts timeouts = timeouts(waits);
    Publishing publishing =
        new Publishing(
            interfaces,
            bindings,
            policies,
            policy -> complete(policy, limits, timeouts),
            problems,
            ledger);
    List<Translated> all =
        new ArrayList<>(new Translations(root, interfaces, lists, problems, ledger).all());
    all.addAll(new NatTranslations(root, interfaces, objects, names, ledger).all());
    publishing.publish(all);
    if (publishing.publications().isEmpty()) {
      problems.add(
          new Location(1, 1, "").warning("no server is published: the guard has nothing to do"));
    }
    return publishing.publications();
  }

  private Policy complete(Policy policy, Limits limits, Timeouts timeouts) {
    String hostname = hostname();
    boolean observed = root.last(MapSetting.AllObserved.class).isPresent();
    return (observed ? policy.observed() : policy)
        .withHostname(hostname == null ? null : Octets.ascii(hostname))
        .withBounds(limits, timeouts);
  }

  private static Limits limits(Map<Bound, Integer> set) {
    Limits standard = Limits.DEFAULT;
    return new Limits(
        standard.commandLine(),
        standard.saslLine(),
        set.getOrDefault(Bound.RECIPIENTS, standard.recipients()),
        set.getOrDefault(Bound.ERRORS, standard.errors()),
        set.getOrDefault(Bound.JUNK, standard.junk()),
        standard.outstanding(),
        standard.chunks(),
        standard.drained());
  }

  private static Timeouts timeouts(Map<Wait, Duration> set) {
    return new Timeouts(
        time(set, Wait.CONNECT),
        time(set, Wait.GREETING),
        time(set, Wait.COMMAND),
        time(set, Wait.REPLY),
        time(set, Wait.DATA_REPLY),
        time(set, Wait.CONTENT),
        time(set, Wait.CONTENT_REPLY),
        time(set, Wait.DRAIN));
  }

  private static Duration time(Map<Wait, Duration> set, Wait wait) {
    return set.getOrDefault(wait, wait.standard());
  }

  /** What was read and came to nothing. */
  private void account() {
    bindings.enterUnused(root, ledger);
    lists.enterUnused();
    maps.enterUnused();
    objects.unused().forEach(node -> ledger.notUsed(node, "no line that is used names it"));
    times.unused().forEach(node -> ledger.notUsed(node, "no rule that is used names it"));
    interfaces
        .unused()
        .forEach(node -> ledger.notUsed(node, "no published server is behind or before it"));
    interfaces
        .nameless()
        .forEach(node -> ledger.notUsed(node, "has no nameif: no line can be about it"));
    for (Found<AddressSetting.InterfaceBlock> block :
        root.all(AddressSetting.InterfaceBlock.class)) {
      block
          .node()
          .all(AddressSetting.OtherAddress6.class)
          .forEach(line -> ledger.notUsed(line.node(), "nothing is published at such an address"));
    }
    root.all(AddressSetting.Hardware.class)
        .forEach(
            line -> ledger.notUsed(line.node(), "routes, addresses and wires are the kernel's"));
    for (Found<AddressSetting.Label> label : root.all(AddressSetting.Label.class)) {
      if (names.isTaken(label.setting().label())) {
        problems.add(
            label
                .where()
                .error(
                    "a line above has "
                        + label.setting().label()
                        + " as a name of another kind, and would now have the address",
                    "another label, or this line above that one",
                    ""));
      }
      if (!names.isUsed(label.setting().label())) {
        ledger.notUsed(label.node(), "no line asks for the label");
      }
    }
    if (!times.areUsed()) {
      kept(SystemSetting.ClockZone.class, "no rule that is used names a time-range");
      kept(SystemSetting.SummerTime.class, "no rule that is used names a time-range");
    }
  }

  private void kept(Class<? extends Setting> type, String reason) {
    root.all(type).forEach(line -> ledger.notUsed(line.node(), reason));
  }
}
