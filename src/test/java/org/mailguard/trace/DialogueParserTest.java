package org.mailguard.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mailguard.policy.Policy;
import org.mailguard.trace.Dialogue.Entry;
import org.mailguard.trace.Dialogue.Kind;

/** The bounds of a dialogue and the octets it stands for; its form is in the samples. */
final class DialogueParserTest {
  @Test
  void marksAndEscapesStandForOctets() {
    Dialogue dialogue = read("C   a\\x00{b*3}\\r\\n\\|\\c\nC\nS   250-a | 250 b\nC   -\nC   é\n");
    assertThat(dialogue.entries())
        .extracting(Entry::octets)
        .containsExactly("a\0bbb\r\n|", "\r\n", "250-a\r\n250 b\r\n", "", "\u00c3\u00a9\r\n");
  }

  @Test
  void whatComesBehindDataIsContentUpToTheDot() {
    Dialogue plain = read("DATA\n# text\n\nC   text\n.\nQUIT\n");
    assertThat(plain.entries())
        .extracting(Entry::kind)
        .containsExactly(Kind.CLIENT, Kind.CONTENT, Kind.CLIENT);
    assertThat(plain.entries().get(1).octets()).isEqualTo("# text\r\n\r\nC   text\r\n.\r\n");
    Dialogue marked = read("C   DATA\nS   354 go\nSubject: a\n\nS   text\n.\nC   QUIT\n");
    assertThat(marked.entries())
        .extracting(Entry::kind)
        .containsExactly(Kind.CLIENT, Kind.SERVER, Kind.CONTENT, Kind.CLIENT);
  }

  @Test
  void everythingIsBounded() {
    assertThat(problem("NOOP\n".repeat(DialogueParser.MAX_LINES + 1))).contains("too many lines");
    assertThat(problem("C   " + "a".repeat(DialogueParser.MAX_TEXT))).contains("too long");
    assertThat(problem("C   {a*1000000}\n".repeat(100))).contains("too much");
    assertThat(problem("C   " + "{a*1000000}".repeat(1000))).contains("too much");
    assertThat(problem("DATA\n" + "{a*1000000}\n".repeat(100) + ".\n")).contains("too much");
    assertThat(problem("C   \\q\n".repeat(1000)).lines().filter(line -> line.contains("error:")))
        .hasSize(20);
  }

  /** Whatever it is fed, it reads it or says what is wrong; what it reads can be played. */
  @Test
  void nothingThrows() {
    Random random = new Random(5);
    String[] parts = {
      "C   ",
      "S   ",
      ">S ",
      ">C  ",
      "= ",
      "reply 2xx",
      "refused",
      "note MG-5-750103",
      "EHLO a",
      "DATA",
      "\n",
      "\n.\n",
      "\\x",
      "\\",
      "{a*3}",
      "{a*",
      "closed",
      "expire",
      "stop now",
      "client lost",
      "unreachable x",
      "connected",
      "250 ok",
      "354 go",
      "MAIL FROM:<a@b.example>",
      " | ",
      "-",
      "é",
      "RCPT TO:<b@b.example>",
      "server closes",
      "server sees NOOP",
      "STARTTLS",
      "BDAT 3 LAST",
      "QUIT"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(30); part >= 0; part--) {
        text.append(parts[random.nextInt(parts.length)]).append(random.nextBoolean() ? "\n" : "");
      }
      if (DialogueParser.parse("any", text.toString())
          instanceof DialogueResult.Read(Dialogue dialogue)) {
        Trace trace = Play.of(dialogue, Admission.under(Policy.MAILGUARD_DEFAULT));
        assertThat(TraceText.of(trace, "any")).isNotEmpty();
      }
    }
  }

  private static Dialogue read(String text) {
    if (DialogueParser.parse("t", text) instanceof DialogueResult.Read(Dialogue dialogue)) {
      return dialogue;
    }
    throw new AssertionError(problem(text));
  }

  private static String problem(String text) {
    return DialogueParser.parse("t", text) instanceof DialogueResult.Broken broken
        ? broken.describe()
        : "";
  }
}
