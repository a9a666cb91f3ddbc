package org.mailguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mailguard.session.TranscriptPlayer.Cut;
import org.mailguard.trace.Admission;
import org.mailguard.trace.Play;

/** Every dialogue under {@code src/test/transcripts/smtp}, cut into segments in three ways. */
class TranscriptTest {
  private static final Path FOLDER = Path.of("src/test/transcripts/smtp");

  @TestFactory
  Stream<DynamicTest> transcriptsInPieces() throws IOException {
    return transcripts().stream()
        .flatMap(transcript ->
            Arrays.stream(Cut.values())
                .map(cut ->
                    DynamicTest.dynamicTest(
                        transcript.name() + " in " + cut,
                        () -> new TranscriptPlayer(transcript, cut).play())));
  }

  /** What the guard does, its tracer says. */
  @TestFactory
  Stream<DynamicTest> transcriptsTraced() throws IOException {
    return transcripts().stream()
        .map(transcript ->
            DynamicTest.dynamicTest(
                transcript.name(),
                () ->
                    assertThat(
                            Play.of(transcript.dialogue(), Admission.under(transcript.policy()))
                                .failures())
                        .isEmpty()));
  }

  private static List<Transcript> transcripts() throws IOException {
    List<Transcript> transcripts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".txt")).sorted().toList()) {
        transcripts.add(
            Transcript.parse(FOLDER.relativize(file).toString(), Files.readString(file)));
      }
    }
    return transcripts;
  }
}
