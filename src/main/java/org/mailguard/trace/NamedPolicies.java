package org.mailguard.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mailguard.config.Configuration;
import org.mailguard.policy.Policies;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;

/** Policies by the names that logs show, those of a configuration before the built-in ones. */
final class NamedPolicies {
  private static final List<Policy> BUILT_IN =
      List.of(Policy.MAILGUARD_DEFAULT, Policy.FRAMING_ONLY);

  /** The short names of transcripts. */
  private static final Map<String, Policy> SHORT =
      Map.of(
          "default", Policy.MAILGUARD_DEFAULT,
          "framing", Policy.FRAMING_ONLY);

  private final List<Policy> all = new ArrayList<>();

  NamedPolicies(Configuration configuration) {
    for (Publication publication : configuration.publications()) {
      Stream.concat(
              publication.policies().choices().stream().map(Policies.Choice::policy),
              Stream.of(publication.policy()))
          .forEach(all::add);
    }
    configuration.maps().forEach(map -> all.add(Policy.MAILGUARD_DEFAULT.withMap(map)));
    all.addAll(BUILT_IN);
    all.addAll(Configuration.releases());
    all.add(Policy.MAILGUARD_DEFAULT.withMap(Configuration.mapOfDevice()));
  }

  Optional<Policy> named(String name) {
    return all.stream()
        .filter(policy -> policy.name().equals(name))
        .findFirst()
        .or(() -> Optional.ofNullable(SHORT.get(name)))
        .or(() ->
            all.stream().filter(policy -> policy.name().equals("release " + name)).findFirst());
  }

  /** For a message that says what could have been named. */
  String names() {
    return String.join(", ", all.stream().map(Policy::name).distinct().toList());
  }
}
