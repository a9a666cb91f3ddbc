package org.mailguard;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

final class MailguardTest {

  @Test
  void knowsTheTrainingCommand() {
    assertThatCode(() -> Mailguard.main(new String[] {"train"})).doesNotThrowAnyException();
  }
}
