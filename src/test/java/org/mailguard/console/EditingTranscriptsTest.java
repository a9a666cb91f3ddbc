package org.mailguard.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays the transcripts of editing: what each key does to a line, on every kind of terminal. */
final class EditingTranscriptsTest {
  private static final Path TRANSCRIPTS = Path.of("src/test/transcripts/console/editing");

  static List<Path> transcripts() throws Exception {
    try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void asWritten(Path file) throws Exception {
    ScreenTranscript transcript = ScreenTranscript.read(file);
    WordList words = new WordList(transcript.settings());
    ScreenPlayer.play(transcript, screen -> serve(screen, words));
  }

  /** Says what it got; {@code ask} and {@code secret} ask for more. */
  private static void serve(Screen screen, WordList words) throws SessionEnded {
    while (true) {
      Optional<String> line = screen.readLine("guard# ", words);
      switch (line.orElse("")) {
        case "ask" -> screen.print("answer [" + screen.readAnswer("Save? [yes]: ") + "]\n");
        case "secret" -> screen.print("secret [" + screen.readSecret("Password: ") + "]\n");
        case "key" -> screen.print("key [" + screen.readKey("<--- More --->") + "]\n");
        default -> screen.print(line.map(text -> "line [" + text + "]\n").orElse("given up\n"));
      }
    }
  }
}
