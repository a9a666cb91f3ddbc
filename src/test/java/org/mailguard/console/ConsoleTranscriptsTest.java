package org.mailguard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.config.ConfigException;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.PromptCommand;

/**
 * What an operator types and sees. A file has remarks and settings behind {@code #}, a
 * configuration up to a line {@code ---}, and then the screen. With {@code -Dmailguard.regenerate}
 * the screens are written anew, for somebody to read.
 */
final class ConsoleTranscriptsTest {
  private static final Path FOLDER = Path.of("src/test/transcripts/console");

  static Stream<Path> transcripts() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void theScreenIsAsItIsWritten(Path file) throws Exception {
    Session session = new Session(file);
    String seen = session.play(new HashSet<>());
    if (System.getProperty("mailguard.regenerate") != null) {
      Files.writeString(file, session.head() + seen);
      return;
    }
    assertThat(seen).isEqualTo(session.screen());
  }

  /** As with statements: what nobody can see working does not go in. */
  @Test
  void everyCommandIsInATranscript() throws Exception {
    Set<String> used = new HashSet<>();
    for (Path file : transcripts().toList()) {
      new Session(file).play(used);
    }
    assertThat(commands().stream().map(PromptCommand::source)).isSubsetOf(used);
  }

  @Test
  void everyWordOfACommandHasHelp() throws ConfigException {
    for (PromptCommand<CommandAction> command : commands()) {
      assertThat(command.withoutHelp()).as(command.source()).isEmpty();
      assertThat(command.help()).as(command.source()).isNotBlank();
    }
  }

  private static List<PromptCommand<CommandAction>> commands() throws ConfigException {
    StillGuard guard = new StillGuard(ConfigParser.parse("", "").orElseThrow());
    Parts parts = Session.parts(guard, new MemoryStore(null), new ArrayList<>());
    return Console.commands(parts, new Presence());
  }
}
