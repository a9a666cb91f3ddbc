package org.mailguard.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.AddressSetting.OutsideAddress;
import org.mailguard.config.AddressSetting.Static;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.SystemSetting.Hostname;
import org.mailguard.config.SystemSetting.Limit;
import org.mailguard.config.SystemSetting.StdoutLogging;
import org.mailguard.config.SystemSetting.Timeout;
import org.mailguard.policy.Appearance;
import org.mailguard.policy.Endpoint;
import org.mailguard.policy.Inspection;
import org.mailguard.policy.Limits;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;
import org.mailguard.policy.Timeouts;
import org.mailguard.smtp.Octets;

/**
 * Looks at what all lines say together: checks that they fit each other, and builds what the guard
 * runs on.
 */
final class Assembly {
  private static final int LEAST_RECIPIENTS = 100;

  private final Candidate candidate;
  private final Branch root;
  private final Problems problems;
  private final List<InetAddress> outside = new ArrayList<>();
  private final Lists lists;
  private final PortPolicies policies;

  Assembly(Candidate candidate, Problems problems) {
    this.candidate = candidate;
    this.root = candidate.root();
    this.problems = problems;
    root.all(OutsideAddress.class).forEach(line -> outside.add(line.setting().address()));
    this.lists = new Lists(root, outside, problems);
    this.policies = new PortPolicies(root, problems);
  }

  Configuration configuration() {
    Map<Bound, Integer> limits = limits();
    List<Publication> publications = publications(limits, timeouts());
    Optional<Found<StdoutLogging>> stdout = root.last(StdoutLogging.class);
    Logging logging = stdout.map(line -> logging(line.setting())).orElse(Logging.DEFAULT);
    if (!logging.stdout()) {
      stdout.ifPresent(line -> problems.add(line.where().warning("nothing is logged anywhere")));
    }
    return new Configuration(
        candidate.entries(),
        hostname(),
        publications,
        logging,
        limits.getOrDefault(Bound.SESSIONS, Bound.SESSIONS.standard()),
        limits.getOrDefault(Bound.PER_ADDRESS, Bound.PER_ADDRESS.standard()),
        problems.hasErrors() ? List.of() : problems.sorted());
  }

  private static Logging logging(StdoutLogging line) {
    return new Logging(line.on(), line.json(), line.level());
  }

  private @Nullable String hostname() {
    return root.last(Hostname.class).map(line -> line.setting().name()).orElse(null);
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
      if (line.setting().time().compareTo(wait.wanted()) < 0) {
        problems.add(
            line.where()
                .warning(
                    "shorter than the "
                        + Kinds.printTime(wait.wanted())
                        + " of RFC 5321 section 4.5.3.2: slow but honest peers are cut off"));
      }
    }
    return timeouts;
  }

  private List<Publication> publications(Map<Bound, Integer> bounds, Map<Wait, Duration> waits) {
    Limits limits = limits(bounds);
    Timeouts timeouts = timeouts(waits);
    List<Publication> publications = new ArrayList<>();
    List<Found<Static>> statics = root.all(Static.class);
    Listeners listeners = new Listeners(outside, problems);
    for (Found<Static> line : statics) {
      Static published = line.setting();
      PortPolicies.Choice choice = policies.of(published.globalPort());
      warn(line, choice);
      Policy policy = complete(choice.policy(), limits, timeouts);
      Endpoint server = new Endpoint(published.server(), published.serverPort());
      for (String address : listeners.of(line)) {
        publications.add(
            new Publication(
                address.isEmpty() ? null : address,
                published.globalPort(),
                server,
                lists.access(),
                policy));
      }
    }
    if (statics.isEmpty()) {
      problems.add(
          new Location(1, 1, "").warning("no server is published: the guard has nothing to do"));
    }
    return publications;
  }

  private Policy complete(Policy policy, Limits limits, Timeouts timeouts) {
    String hostname = hostname();
    return new Policy(
        policy.name(),
        policy.inspection(),
        policy.appearance(),
        hostname == null ? null : Octets.ascii(hostname),
        policy.verbs(),
        limits,
        timeouts);
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

  private void warn(Found<Static> line, PortPolicies.Choice choice) {
    Static published = line.setting();
    String port = "port " + PortNames.print(published.globalPort());
    Location because = choice.because() == null ? line.where() : choice.because();
    if (choice.policy().inspection() == Inspection.FRAMING) {
      problems.add(
          because.warning(
              "inspection is off on "
                  + port
                  + (choice.because() == null
                      ? ": no class of the service-policy covers it"
                      : "")));
    } else if (!choice.policy().appearance().name().equals(Appearance.HONEST.name())) {
      problems.add(
          because.warning(
              port
                  + " behaves like release "
                  + choice.policy().appearance().name()
                  + " with all its faults: for laboratories, not for mail that matters"));
    }
    boolean open = openings(published).stream().anyMatch(address -> opens(address, published));
    if (!open) {
      problems.add(
          line.where().warning("nobody may connect: no access-list in use permits tcp to " + port));
    }
  }

  private boolean opens(Optional<InetAddress> address, Static published) {
    return lists.opens(address.orElse(null), published.globalPort());
  }

  private List<Optional<InetAddress>> openings(Static published) {
    if (published.global() != null) {
      return List.of(Optional.of(published.global()));
    }
    return outside.isEmpty()
        ? List.of(Optional.empty())
        : outside.stream().map(Optional::of).toList();
  }
}
