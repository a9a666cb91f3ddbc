package org.mailguard.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.console.SessionEnded.Reason;

/** What hostile and hurried operators type, and what others print meanwhile. */
@Timeout(60)
final class LineScreenTest {
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  private LineScreen screen(String type) {
    return new LineScreen(TerminalKind.of(type, 80, 24), sent, Duration.ZERO);
  }

  private static void type(LineScreen screen, String text) throws InterruptedException {
    byte[] octets = text.getBytes(UTF_8);
    screen.type(octets, 0, octets.length);
  }

  private String seen() {
    return sent.toString(UTF_8);
  }

  @Test
  void whoOnlyTypesSeesNoEscapeSequence() throws Exception {
    LineScreen screen = screen("xterm-256color");
    type(screen, "show version\r\nexit\r");
    assertThat(screen.readLine("guard> ", Assistant.NONE)).contains("show version");
    screen.print("Version 1\n");
    assertThat(screen.readLine("guard> ", Assistant.NONE)).contains("exit");
    assertThat(seen()).doesNotContain("\033").contains("guard> show version", "Version 1\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\n", "\r\n", "\r\0"})
  void everyEndOfLineEndsOneLine(String end) throws Exception {
    LineScreen screen = screen("xterm");
    type(screen, "one" + end + end + "two" + end);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      lines.add(screen.readLine("> ", Assistant.NONE).orElseThrow());
    }
    assertThat(lines).containsExactly("one", "", "two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xterm", "dumb"})
  void lineOfAMegabyteIsRefusedInWhole(String type) throws Exception {
    LineScreen screen = screen(type);
    Thread typist = typist(screen, "x".repeat(1 << 20) + "\rshow version\r");
    assertThat(screen.readLine("> ", Assistant.NONE)).contains("show version");
    assertThat(seen()).contains("ERROR: % Line is longer than 4096 characters");
    typist.join();
  }

  @Test
  void lineOfTheGreatestLengthIsTaken() throws Exception {
    LineScreen screen = screen("xterm");
    Thread typist = typist(screen, "x".repeat(LineScreen.LONGEST_LINE) + "\r");
    assertThat(screen.readLine("> ", Assistant.NONE).orElseThrow())
        .hasSize(LineScreen.LONGEST_LINE);
    typist.join();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xterm", "dumb"})
  void pasteOfManyLinesArrivesWhole(String type) throws Exception {
    LineScreen screen = screen(type);
    List<String> lines = IntStream.range(0, 10_000).mapToObj(i -> "name 192.0.2.1 h" + i).toList();
    Thread typist = typist(screen, lines.stream().collect(Collectors.joining("\r", "", "\r")));
    List<String> read = new ArrayList<>();
    while (read.size() < lines.size()) {
      read.add(screen.readLine("guard(config)# ", Assistant.NONE).orElseThrow());
    }
    assertThat(read).isEqualTo(lines);
    typist.join();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xterm", "dumb"})
  void rubbishNeitherBreaksTheScreenNorComesThrough(String type) throws Exception {
    LineScreen screen = screen(type);
    byte[] rubbish = new byte[20_000];
    new Random(7).nextBytes(rubbish);
    Thread typist =
        typist(screen, new String(rubbish, ISO_8859_1).replace("\004", "") + "\003end\r");
    String line = "";
    while (!line.endsWith("end")) {
      line = screen.readLine("> ", Assistant.NONE).orElse("");
      assertThat(line).matches("[^\\p{Cntrl}]*");
    }
    typist.join();
  }

  private static Thread typist(LineScreen screen, String text) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            type(screen, text);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** What is taken back by Ctrl-U is never too long, and never an answer. */
  @ParameterizedTest
  @ValueSource(strings = {"yyyy\025", "y", "y\177"})
  void whoNeverAnswersAQuestionIsSentAway(String keys) throws Exception {
    LineScreen screen = screen("dumb");
    Thread typist = typist(screen, keys.repeat(2 * PlainLine.MOST_KEYS));
    assertThatThrownBy(() -> screen.readSecret("Password: ")).isInstanceOf(SessionEnded.class);
    screen.end();
    typist.join();
  }

  @Test
  void whatOthersSayMovesNoCursor() {
    screen("xterm").print("peer \033]0;owned\007 \u009b2J \u202e end\n");
    assertThat(seen()).isEqualTo("peer \\x1b]0;owned\\x07 \\x9b2J \\u202e end\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xterm", "dumb"})
  void whoTypesNothingIsSentAway(String type) {
    LineScreen screen = new LineScreen(TerminalKind.of(type, 80, 24), sent, Duration.ofMillis(50));
    assertThatThrownBy(() -> screen.readLine("> ", Assistant.NONE))
        .isInstanceOfSatisfying(
            SessionEnded.class, e -> assertThat(e.reason()).isEqualTo(Reason.IDLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xterm", "dumb"})
  void endOfTheConnectionEndsTheReadAfterWhatWasTyped(String type) throws Exception {
    LineScreen screen = screen(type);
    type(screen, "write memory\rhalf");
    screen.hangUp();
    assertThat(screen.readLine("> ", Assistant.NONE)).contains("write memory");
    assertThatThrownBy(() -> screen.readLine("> ", Assistant.NONE))
        .isInstanceOfSatisfying(
            SessionEnded.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
  }

  @Test
  void anotherThreadEndsARead() throws Exception {
    LineScreen screen = screen("xterm");
    FutureTask<String> read = new FutureTask<>(() -> screen.readSecret("Password: "));
    Thread.ofVirtual().start(read);
    screen.end();
    assertThatThrownBy(() -> read.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            SessionEnded.class, e -> assertThat(e.reason()).isEqualTo(Reason.ENDED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xterm", "dumb"})
  void lineOfOthersGoesAboveTheOneThatIsTyped(String type) throws Exception {
    FakeTerminal terminal = new FakeTerminal(80);
    LineScreen screen = new LineScreen(TerminalKind.of(type, 80, 24), terminal, Duration.ZERO);
    FutureTask<String> read =
        new FutureTask<>(() -> screen.readLine("guard# ", Assistant.NONE).orElseThrow());
    Thread reader = Thread.ofVirtual().start(read);
    type(screen, "show ver");
    ScreenPlayer.settle(screen, reader);
    screen.printAside("MG-6-302013: built");
    await()
        .untilAsserted(() ->
            assertThat(terminal.lines(0)).containsExactly("MG-6-302013: built", "guard# show ver"));
    type(screen, "sion\r");
    assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo("show version");
  }

  @Test
  void whoPrintsAsideNeverWaitsForATerminal() throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            try {
              taken.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            seen.write(octet);
          }
        };
    LineScreen screen = new LineScreen(TerminalKind.PIPE, slow, Duration.ZERO);
    for (int i = 0; i < 1_000; i++) {
      screen.printAside("line " + i);
    }
    taken.countDown();
    await()
        .untilAsserted(
            () -> assertThat(seen.toString(UTF_8)).containsPattern("74[0-9] lines were not shown"));
  }

  @Test
  void widthOfZeroIsNotBelieved() {
    LineScreen screen = screen("xterm");
    screen.window(0, 0);
    assertThat(screen.width()).isEqualTo(80);
    assertThat(screen.height()).isEqualTo(24);
    screen.window(132, 43);
    assertThat(screen.width()).isEqualTo(132);
  }
}
