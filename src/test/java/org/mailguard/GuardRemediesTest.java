package org.mailguard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.read.guard.GuardLog;

/**
 * The lines that {@code doctor read} says to type, typed: the log is one of a guard with this
 * configuration, and what it had refused passes afterwards.
 */
@ResourceLock(Resources.SYSTEM_OUT)
class GuardRemediesTest {
  private static final String CONFIGURATION =
      """
      hostname edge
      static (inside,outside) tcp interface smtp 10.0.0.5 smtp
      access-list in deny tcp host 192.0.2.9 any
      access-list in permit tcp any interface outside eq smtp
      access-group in in interface outside
      policy-map type inspect esmtp edge
       shield exim-2019-06
       parameters
        special-character action refuse log
       match sender-address domain spam.example
        refuse log
       match header field x-mailer
        strip log
       match cmd verb vrfy
        drop-connection log
       match MIME extension exe
        refuse log
        monitor
      policy-map incoming
       class class-default
        inspect esmtp edge
      service-policy incoming global
      """;

  @TempDir private Path folder = Path.of("");

  private static Map<String, Remedy> remedies() throws IOException {
    GuardLog log = new GuardLog("mailguard.json");
    for (String line :
        Files.readAllLines(Path.of("src/test/resources/doctor/read/mailguard.json"))) {
      log.line(line, "mailguard.json:1", () -> "");
    }
    return log.remedies().values().stream()
        .flatMap(List::stream)
        .collect(Collectors.toMap(Remedy::id, Function.identity()));
  }

  private String trace(String configuration, String peer, String said) throws IOException {
    Path file = Files.writeString(folder.resolve("config"), configuration);
    Path dialogue =
        Files.writeString(folder.resolve("dialogue"), said.strip().replace(" / ", "\n") + "\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, UTF_8));
    try {
      Mailguard.run("trace", "-c", file.toString(), "--peer", peer, dialogue.toString());
    } finally {
      System.setOut(before);
    }
    return out.toString(UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mailguard-edge-1-observe | 192.0.2.7 | EHLO a.example / MAIL FROM:<x@spam.example> | MG-4-108004",
        "mailguard-edge-1-off     | 192.0.2.7 | EHLO a.example / MAIL FROM:<x@spam.example> | MG-4-108004",
        "mailguard-edge-3-off     | 192.0.2.7 | EHLO a.example / VRFY root | MG-4-108004",
        "mailguard-edge-verb-expn | 192.0.2.7 | EHLO a.example / EXPN staff | MG-5-750103",
        "mailguard-edge-special-character-off | 192.0.2.7 | EHLO a.example / MAIL FROM:<a`b@b.example> | MG-4-108004",
        "mailguard-in-permit      | 192.0.2.9 | EHLO a.example | no session"
      })
  void whatIsTypedHelps(String remedy, String peer, String said, String id) throws IOException {
    List<String> lines = Objects.requireNonNull(remedies().get(remedy)).lines();

    assertThat(trace(CONFIGURATION, peer, said)).contains(id);
    assertThat(trace(CONFIGURATION + String.join("\n", lines) + "\n", peer, said))
        .contains("EHLO a.example")
        .doesNotContain(id);
  }

  @Test
  void everythingThatIsSaidToBeTypedCanBe() throws IOException {
    Map<String, Remedy> remedies = remedies();
    assertThat(remedies).containsKeys("mailguard-edge-newline", "mailguard-edge-2-observe");
    for (Remedy remedy : remedies.values()) {
      Path file =
          Files.writeString(
              folder.resolve("config"), CONFIGURATION + String.join("\n", remedy.lines()) + "\n");
      assertThat(Mailguard.run("check", file.toString()))
          .as(remedy.id())
          .isEqualTo(ExitStatus.FINE);
    }
  }
}
