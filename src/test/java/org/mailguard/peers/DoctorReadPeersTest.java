package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.read.Examined;
import org.mailguard.doctor.read.Reading;
import org.mailguard.doctor.read.sides.Difference;
import org.mailguard.policy.Laboratory.Defect;

/** Captures that tcpdump makes on both sides of a box of the laboratory, with swaks as client. */
@NeedsPeers
class DoctorReadPeersTest {
  private Folder folder;

  @BeforeEach
  void create() throws IOException {
    folder = Folder.create("captures");
  }

  @AfterEach
  void delete() throws IOException {
    folder.close();
  }

  private static Examined read(Tcpdump... captures) throws IOException {
    Reading reading = new Reading();
    captures[0].awaitConnection(); // behind the box it may stay open, and all was said before
    for (Tcpdump capture : captures) {
      try (InputStream in = capture.open()) {
        reading.add("capture", in);
      }
    }
    return reading.end();
  }

  private static List<String> ids(Examined examined) {
    return examined.findings().stream().map(Finding::id).toList();
  }

  @Test
  void aPixIsFoundOnEitherSideAndOnBoth() throws IOException {
    try (FakeExchange server = FakeExchange.start();
        MailPath.Open box = SymptomProfile.P51.path(Set.of()).open(server.port());
        Tcpdump outside = Tcpdump.start(folder, "outside.pcap", box.port());
        Tcpdump inside = Tcpdump.start(folder, "inside.pcap", server.port())) {
      Swaks.run(box.port(), "-f", "a@sender.test", "-t", "u@example.test");

      assertThat(ids(read(outside))).contains("cisco-p51");
      assertThat(ids(read(inside))).contains("cisco-command-overwritten");

      Examined both = read(outside, inside);
      assertThat(ids(both)).contains("sides-commands", "sides-greeting");
      assertThat(both.sides())
          .extracting(Difference::before, Difference::after)
          .contains(tuple("EHLO swaks.test", "XXXXXXXXXXXXXXX"));
      String guide = Files.readString(Path.of("docs/guides/find-what-breaks-your-mail.md"));
      both.sides().stream()
          .limit(2)
          .forEach(each ->
              assertThat(guide).contains("- " + each.before() + "\n", "+ " + each.after() + "\n"));
      assertThat(both.notes()).noneMatch(note -> note.contains("not captured"));
    }
  }

  /**
   * Cut behind CR the mark gets through, and its answer is kept; behind the dot it is not passed.
   */
  @ParameterizedTest
  @CsvSource({"1, sides-answer, 1", "3, sides-end-mark, 0"})
  void anEndMarkInTwoSegmentsIsFound(int before, String finding, int messages) throws IOException {
    try (FakeExchange server = FakeExchange.start();
        MailPath.Open box = SymptomProfile.P51.path(Set.of(Defect.SPLIT_MARK)).open(server.port());
        MailPath.Open network = new CutPath(_ -> box, before).open(server.port());
        Tcpdump outside = Tcpdump.start(folder, "outside.pcap", box.port());
        Tcpdump inside = Tcpdump.start(folder, "inside.pcap", server.port())) {
      Swaks.run(network.port(), "-f", "a@sender.test", "-t", "u@example.test", "--timeout", "2");

      assertThat(ids(read(outside))).contains("endmark-split", "cisco-p51");
      Examined both = read(outside, inside);
      assertThat(ids(both)).contains(finding);
      assertThat(both.verdict()).isEqualTo(Verdict.INTERFERENCE);
      assertThat(server.messages()).hasSize(messages);
    }
  }

  /** A guard that is honest changes the greeting, and nothing that anybody has to be blamed for. */
  @Test
  void theDefaultIsNotBlamed() throws IOException {
    try (FakeExchange server = FakeExchange.start();
        MailPath.Open box = SymptomProfile.DEFAULT.path(Set.of()).open(server.port());
        Tcpdump outside = Tcpdump.start(folder, "outside.pcap", box.port())) {
      Swaks.run(box.port(), "-f", "a@sender.test", "-t", "u@example.test").succeeded();

      assertThat(read(outside).guilty()).isEmpty();
    }
  }
}
