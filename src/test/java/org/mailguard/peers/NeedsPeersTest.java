package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NeedsPeersTest {
  @Test
  void withEverythingThereTestsRun() {
    assertThat(NeedsPeers.Condition.evaluate(true, List.of()).isDisabled()).isFalse();
  }

  @Test
  void withoutPostfixTestsAreSkippedAndSayWhatToDo() {
    var result = NeedsPeers.Condition.evaluate(false, List.of("package postfix"));
    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason().orElseThrow()).contains("package postfix", "./verify");
  }

  @Test
  void whereNobodyReadsTheListOfSkippedTestsTheyFail() {
    assertThatThrownBy(() -> NeedsPeers.Condition.evaluate(true, List.of("package postfix")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("package postfix");
  }
}
