package org.mailguard.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mailguard.config.ConfigException;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.Configuration;
import org.mailguard.events.Event;
import org.mailguard.events.MessageId;

final class ChangesTest {
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final Configuration first = named("first");
  private final Configuration second = named("second");
  private final Configuration third = named("third");
  private final StillGuard guard = new StillGuard(first);
  private final Changes changes = new Changes(guard, events::add, InstantSource.system());

  private static Configuration named(String hostname) {
    try {
      return ConfigParser.parse("", "hostname " + hostname + "\n").orElseThrow();
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    changes.close();
  }

  @Test
  void whoComesSecondIsToldWhoWasFirst() {
    assertThat(changes.apply(first, second, "anna", "commit")).isEmpty();
    assertThat(changes.apply(first, third, "bert", "commit"))
        .contains("anna has changed the configuration meanwhile: commit");
    assertThat(guard.running()).isEqualTo(second);
  }

  @Test
  void whatTheGuardCannotHaveIsNotRunning() {
    assertThat(changes.apply(first, named("unable"), "anna", "commit"))
        .contains("127.0.0.1 port 2525: address already in use");
    assertThat(changes.running().configuration()).isEqualTo(first);
    assertThat(changes.versions()).hasSize(1);
  }

  @Test
  void whatASignalBroughtIsNoticed() throws Exception {
    guard.apply(second);
    assertThat(changes.running().how()).isEqualTo("reload by signal");
    assertThat(changes.apply(first, third, "anna", "commit")).isPresent();
  }

  @Test
  void anUnconfirmedChangeFallsBackByItself() {
    assertThat(changes.applyUntilConfirmed(first, second, "anna", Duration.ofMillis(50))).isEmpty();
    await().until(() -> guard.running().equals(first));
    await().until(() -> !events.isEmpty());
    assertThat(events.getFirst().id()).isEqualTo(MessageId.CHANGE_FELL_BACK);
    assertThat(changes.running().how()).isEqualTo("not confirmed in time");
    assertThat(changes.apply(first, third, "bert", "commit")).isEmpty();
  }

  @Test
  void untilItIsConfirmedNobodyChangesAnythingElse() {
    changes.applyUntilConfirmed(first, second, "anna", Duration.ofMinutes(5));
    assertThat(changes.apply(second, third, "bert", "commit").orElseThrow())
        .startsWith("a change by anna waits for its confirmation until ");
    assertThat(changes.rollBack(2, "bert")).isPresent();
    assertThat(changes.confirm()).isTrue();
    assertThat(changes.confirm()).isFalse();
    assertThat(changes.apply(second, third, "bert", "commit")).isEmpty();
  }

  @Test
  void aFallBackThatFailsIsSaid() throws Exception {
    StillGuard stuck = new StillGuard(named("unable"));
    try (Changes own = new Changes(stuck, events::add, InstantSource.system())) {
      own.applyUntilConfirmed(stuck.running(), second, "anna", Duration.ofMillis(50));
      await().until(() -> !events.isEmpty());
      assertThat(events.getFirst().id()).isEqualTo(MessageId.CHANGE_STAYED);
      assertThat(stuck.running()).isEqualTo(second);
    }
  }

  @Test
  void rollbackTakesAnUnconfirmedChangeBack() {
    changes.applyUntilConfirmed(first, second, "anna", Duration.ofMinutes(5));
    assertThat(changes.rollBack(1, "bert")).isEmpty();
    assertThat(guard.running()).isEqualTo(first);
    assertThat(changes.waits()).isFalse();
  }

  @Test
  void keepsTwentyConfigurationsBeforeTheRunningOne() {
    Configuration last = first;
    for (int i = 0; i < 30; i++) {
      Configuration next = named("n" + i);
      assertThat(changes.apply(last, next, "anna", "n" + i)).isEmpty();
      last = next;
    }
    assertThat(changes.versions()).hasSize(21);
    assertThat(changes.rollBack(21, "anna"))
        .contains("there are 20 configurations before the running one");
    assertThat(changes.rollBack(20, "anna")).isEmpty();
    assertThat(guard.running()).isEqualTo(named("n9"));
  }
}
