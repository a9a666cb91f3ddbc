package org.mailguard.doctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.probe.Heard.Ending;

/** How a quiet connection ended, and after what time. */
class IdleFactsTest {
  private static final Exchange EHLO =
      new Exchange(
          "EHLO a.test", "", 1_000_000, new Heard(List.of("250 mx"), Ending.WHOLE, 0, 500_000, 1));

  private static final Exchange NOTHING =
      new Exchange(
          "", "silent for 30 s", 31_500_000, new Heard(List.of(), Ending.SILENCE, -1, -1, 0));

  private static List<Observation> facts(Exchange... exchanges) {
    List<Exchange> all = new ArrayList<>(List.of(EHLO));
    all.addAll(List.of(exchanges));
    Visit visit = new Visit(Step.IDLE, "192.0.2.9:25", Instant.EPOCH, 1, null, all, null);
    return CommandFacts.of(List.of(visit));
  }

  @Test
  void whoeverEndsItWithoutAWordIsTold() {
    Exchange closed =
        new Exchange(
            "", "silent for 35 s", 61_500_000, new Heard(List.of(), Ending.CLOSED, -1, -1, 0));
    assertThat(facts(NOTHING, closed))
        .singleElement()
        .satisfies(fact -> {
          assertThat(fact.subject()).isEqualTo("idle-short");
          assertThat(fact.text()).startsWith("after 60.0 s of silence: ");
        });
  }

  @Test
  void aServerThatSaysSoIsQuoted() {
    Exchange said =
        new Exchange(
            "",
            "silent for 35 s",
            31_500_000,
            new Heard(List.of("421 4.4.2 too long"), Ending.WHOLE, 10_000_000, 10_000_000, 1));
    assertThat(facts(NOTHING, said))
        .singleElement()
        .satisfies(fact -> {
          assertThat(fact.subject()).isEqualTo("idle-said");
          assertThat(fact.text()).isEqualTo("after 40.0 s of silence: 421 4.4.2 too long");
        });
  }

  @Test
  void whoeverWaitsIsNotMentioned() {
    assertThat(facts(NOTHING, NOTHING)).isEmpty();
  }
}
