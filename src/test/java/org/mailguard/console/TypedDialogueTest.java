package org.mailguard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypedDialogueTest {
  private static String read(String... lines) throws SessionEnded {
    return TypedDialogue.read(new FakeScreen(List.of(lines)));
  }

  @Test
  void endsWithEnd() throws Exception {
    assertThat(read("EHLO a.example", "MAIL FROM:<x@a.example>", "end", "not this"))
        .isEqualTo("EHLO a.example\nMAIL FROM:<x@a.example>\n");
  }

  /** A dot ends the message first. */
  @Test
  void endsWithADotThatEndsNoMessage() throws Exception {
    assertThat(read("DATA", "Subject: x", "", "end of text", ".", "QUIT", ".", "not this"))
        .isEqualTo("DATA\nSubject: x\n\nend of text\n.\nQUIT\n");
    assertThat(read("C   DATA", "C   text", "C   .", ".", "not this"))
        .isEqualTo("C   DATA\nC   text\nC   .\n");
  }

  @Test
  void endsWhenTheOperatorGivesItUp() throws Exception {
    assertThat(read("EHLO a.example")).isEqualTo("EHLO a.example\n");
  }

  @Test
  void isBounded() throws Exception {
    String[] many = new String[20_000];
    Arrays.fill(many, "NOOP");
    assertThat(read(many).lines()).hasSize(10_000);
    Arrays.fill(many, "x".repeat(1000));
    assertThat(read(many)).hasSizeLessThan(1 << 20);
  }
}
