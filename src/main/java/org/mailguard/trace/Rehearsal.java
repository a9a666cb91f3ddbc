package org.mailguard.trace;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.Configuration;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;
import org.mailguard.trace.Dialogue.Header;

/**
 * A dialogue under a configuration: its settings are read, the connection is judged, and what
 * follows is played. What whoever calls asks for wins over what the dialogue says.
 */
public final class Rehearsal {
  private final List<Publication> publications;
  private final NamedPolicies policies;
  private final Asked asked;

  /**
   * What is asked for besides the dialogue; null for what is not.
   *
   * @param now decides which time ranges hold if the dialogue names no time
   */
  public record Asked(
      @Nullable Place peer, @Nullable Place listen, @Nullable String policy, Instant now) {}

  public Rehearsal(Configuration configuration, Asked asked) {
    publications = configuration.publications();
    policies = new NamedPolicies(configuration);
    this.asked = asked;
  }

  /** What came of a dialogue. */
  public sealed interface Result {
    record Played(Trace trace) implements Result {}

    record Unplayable(DialogueResult.Broken why) implements Result {}
  }

  /** Empty if the policy that is asked for exists; else what could have been. */
  public Optional<String> objection() {
    String name = asked.policy();
    return name == null || policies.named(name).isPresent()
        ? Optional.empty()
        : Optional.of("there is no policy \"" + name + "\"; there are " + policies.names());
  }

  /** Plays a dialogue, unless its settings cannot be read. */
  public Result play(Dialogue dialogue) {
    Complaints complaints = new Complaints();
    dialogue.headers().forEach(header -> check(header, complaints));
    if (!complaints.all().isEmpty()) {
      return new Result.Unplayable(new DialogueResult.Broken(dialogue.name(), complaints.all()));
    }
    Admission.Request request =
        new Admission.Request(
            asked.peer() != null
                ? asked.peer()
                : dialogue.header("peer").flatMap(Rehearsal::peer).orElse(Place.STRANGER),
            asked.listen() != null
                ? asked.listen()
                : dialogue.header("listen").flatMap(Rehearsal::listen).orElse(null),
            dialogue.header("time").flatMap(Rehearsal::time).orElse(asked.now()),
            policy(dialogue).orElse(null));
    return new Result.Played(Play.of(dialogue, Admission.of(publications, request)));
  }

  private Optional<Policy> policy(Dialogue dialogue) {
    return Optional.ofNullable(asked.policy())
        .or(() -> dialogue.header("policy").map(Header::value))
        .flatMap(policies::named);
  }

  private void check(Header header, Complaints complaints) {
    complaints.onLine(header.line(), header.text());
    switch (header.word()) {
      case "peer" -> require(header, peer(header), "ADDRESS or ADDRESS:PORT", complaints);
      case "listen" -> require(header, listen(header), "ADDRESS:PORT or *:PORT", complaints);
      case "time" -> require(header, time(header), "2026-11-24T10:00:00Z", complaints);
      case "policy" ->
          require(header, policies.named(header.value()), policies.names(), complaints);
      default ->
          complaints.add(
              1,
              header.word() + " is for the transcripts of Mailguard's own tests",
              "policy, peer, listen or time; limits stand in the configuration");
    }
  }

  private static void require(
      Header header, Optional<?> value, String expected, Complaints complaints) {
    if (value.isEmpty()) {
      complaints.add(header.column(), "no " + header.word(), expected);
    }
  }

  private static Optional<Place> peer(Header header) {
    return Place.peer(header.value());
  }

  private static Optional<Place> listen(Header header) {
    return Place.listen(header.value());
  }

  private static Optional<Instant> time(Header header) {
    try {
      return Optional.of(Instant.parse(header.value()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
