package org.mailguard.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailguard.events.Intervention.Verdict;
import org.mailguard.events.PolicyImpact.Line;
import org.mailguard.events.PolicyImpact.Peer;

/** What a map would do, and to whom. */
class PolicyImpactTest {
  private final List<Event> handedOn = new ArrayList<>();
  private final PolicyImpact impact = new PolicyImpact(handedOn::add);

  private void happens(int number, String peer, boolean observed) {
    Intervention done =
        new Intervention(
            "", "sender", "edge", number, "x " + number, Verdict.REFUSED, observed, false);
    MessageId id = observed ? MessageId.RULE_OBSERVED : MessageId.RULE_ENFORCED;
    impact.log(new Event(id, 1, peer, "", "", "", "", null, done));
  }

  @Test
  void whatWasDoneAndWhatWouldHaveBeenAreCountedApart() {
    happens(4, "192.0.2.1/1025", false);
    happens(4, "192.0.2.1/1026", true);
    happens(4, "2001:db8::1/1025", true);
    happens(2, "192.0.2.9/1", true);
    impact.log(Event.ofGuard(MessageId.READY, ""));

    assertThat(handedOn).hasSize(5);
    assertThat(impact.report())
        .containsExactly(
            new Line(
                "edge", 2, "x 2", Verdict.REFUSED, 0, 1, List.of(new Peer("192.0.2.9", 1)), false),
            new Line(
                "edge",
                4,
                "x 4",
                Verdict.REFUSED,
                1,
                2,
                List.of(new Peer("192.0.2.1", 2), new Peer("2001:db8::1", 1)),
                false));
  }

  /** What the guard does itself is no rule that somebody could take monitor from. */
  @Test
  void whatNoRuleDidIsHandedOnAndCountsForNone() {
    Intervention own = Intervention.ofGuard("", "command", "edge", Verdict.REFUSED, false);
    impact.log(
        new Event(MessageId.COMMAND_FORBIDDEN, 1, "192.0.2.1/1025", "", "", "", "", null, own));
    assertThat(handedOn).hasSize(1);
    assertThat(impact.report()).isEmpty();
  }

  @Test
  void theLogHasOneEventForEachRuleAndThenBeginsAnew() {
    for (int i = 1; i <= 12; i++) {
      happens(4, "192.0.2." + i + "/25", i == 12);
    }
    List<Event> events = impact.take().stream().map(Line::event).toList();
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().rule()).isEqualTo("edge 4 x 4");
    assertThat(events.getFirst().detail())
        .startsWith("refused 11, would have refused 1; 192.0.2.1 (1), 192.0.2.10 (1), ")
        .endsWith(", and 2 more");
    assertThat(impact.report()).isEmpty();
  }

  /** Memory does not grow with the addresses of a flood, and who matters is found in it. */
  @Test
  void addressesAreBoundedAndTheFrequentOnesStay() {
    for (int i = 0; i < 10_000; i++) {
      happens(1, "10.0." + i / 250 + "." + i % 250 + "/25", true);
      if (i % 10 == 0) {
        happens(1, "192.0.2.1/25", true);
      }
    }
    Line line = impact.report().getFirst();
    assertThat(line.observed()).isEqualTo(11_000);
    assertThat(line.peers()).hasSize(RulePeers.MOST);
    assertThat(line.peers().getFirst().address()).isEqualTo("192.0.2.1");
    assertThat(line.peers().getFirst().count()).isBetween(1000L, 1200L);
    assertThat(line.morePeers()).isTrue();
    assertThat(line.event().detail()).endsWith(", and more than 54 more");
  }

  @Test
  void rulesAreBounded() {
    for (int i = 1; i <= PolicyImpact.MOST_RULES + 10; i++) {
      happens(i, "192.0.2.1/25", true);
    }
    assertThat(impact.report()).hasSize(PolicyImpact.MOST_RULES);
  }
}
