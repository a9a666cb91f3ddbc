package org.mailguard.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailguard.events.Event;
import org.mailguard.events.MessageId;
import org.mailguard.events.Severity;
import org.mailguard.policy.Access.Decision;
import org.mailguard.policy.AccessEntry;
import org.mailguard.policy.Connection;
import org.mailguard.policy.FlowLimits;
import org.mailguard.policy.Translation;

/** Message 106100 and its bounds; the layouts of single messages are in the tables of access. */
final class AccessLogTest {
  private static final Translation WHERE = Translation.unlimited("here");
  private static final AccessEntry PERMIT = entry(true, 300);
  private static final AccessEntry DENY = entry(false, 60);

  private final List<Event> events = new ArrayList<>();
  private final AccessLog log = new AccessLog(events::add);

  @Test
  void theFirstIsWrittenAndTheOthersAreCounted() {
    permitted("198.51.100.7", 40_000, 0);
    permitted("198.51.100.7", 40_001, 10);
    permitted("198.51.100.7", 40_002, 20);
    permitted("198.51.100.8", 40_003, 20);
    log.sweep(299);
    assertThat(details())
        .containsExactly(
            "access-list in permitted tcp outside/198.51.100.7(40000) -> inside/192.0.2.25(25)"
                + " hit-cnt 1 first hit [0xc4e3841b, 0x0]",
            "access-list in permitted tcp outside/198.51.100.8(40003) -> inside/192.0.2.25(25)"
                + " hit-cnt 1 first hit [0xc4e3841b, 0x0]");
    events.clear();

    log.sweep(300);

    assertThat(details())
        .containsExactly(
            "access-list in permitted tcp outside/198.51.100.7(40000) -> inside/192.0.2.25(25)"
                + " hit-cnt 2 300-second interval [0xc4e3841b, 0x0]");
    log.sweep(10_000);
    assertThat(events).hasSize(1);
  }

  @Test
  void anIntervalThatIsOverEndsWithTheNextConnectionToo() {
    denied("198.51.100.7", 0);
    denied("198.51.100.7", 59);
    denied("198.51.100.7", 60);

    assertThat(details()).hasSize(3);
    assertThat(details().get(1)).contains("hit-cnt 1 60-second interval");
    assertThat(details().get(2)).contains("hit-cnt 1 first hit");
  }

  @Test
  void theLevelIsThatOfTheLine() {
    denied("198.51.100.7", 0);

    assertThat(events.getFirst().severity()).isEqualTo(Severity.ERRORS);
  }

  @Test
  void deniedFlowsAreBoundedAndThatIsSaidOnceInAnInterval() {
    log.change(new FlowLimits(2, 100));
    denied("198.51.100.1", 0);
    denied("198.51.100.2", 0);
    denied("198.51.100.3", 1);
    denied("198.51.100.4", 2);
    assertThat(ids())
        .containsExactly(
            MessageId.ACCESS_LOGGED, MessageId.ACCESS_LOGGED, MessageId.FLOWS_UNCOUNTED);
    // What is known already is still counted, and what is permitted has bounds of its own.
    denied("198.51.100.1", 3);
    permitted("198.51.100.9", 40_000, 3);
    assertThat(ids()).endsWith(MessageId.ACCESS_LOGGED).hasSize(4);

    log.sweep(60);
    denied("198.51.100.3", 61);
    assertThat(details().getLast()).contains("198.51.100.3").contains("first hit");
  }

  private void permitted(String client, int port, long second) {
    log.decided(new Decision.Permitted("in", PERMIT, 1), from(client, port), WHERE, second);
  }

  private void denied(String client, long second) {
    log.decided(new Decision.Denied("in", DENY, 1), from(client, 40_000), WHERE, second);
  }

  private List<String> details() {
    return events.stream().map(Event::detail).toList();
  }

  private List<MessageId> ids() {
    return events.stream().map(Event::id).toList();
  }

  private static Connection from(String client, int port) {
    return new Connection(
        InetAddress.ofLiteral(client),
        port,
        InetAddress.ofLiteral("192.0.2.25"),
        25,
        Instant.EPOCH);
  }

  private static AccessEntry entry(boolean permit, int interval) {
    return new AccessEntry(
        permit,
        List.of(),
        new AccessEntry.Log.Flows(permit ? Severity.INFORMATIONAL : Severity.ERRORS, interval),
        null,
        permit ? "permit" : "deny");
  }
}
