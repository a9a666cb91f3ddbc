package org.mailguard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mailguard.config.PromptCommand;
import org.mailguard.config.PromptCommands;
import org.mailguard.config.PromptCommands.Typed;

/** What the guide tells to type can be typed, and every command of seeing stands in it. */
class SeeingGuideTest {
  private static final Path GUIDE = Path.of("docs/guides/see-what-the-guard-does.md");
  private static final Pattern TYPED = Pattern.compile("(?m)^edge# (.*)$");
  private static final Pattern CODE =
      Pattern.compile("`((?:show|clear|test|trace|debug|undebug) ?[^`<>]*)`");

  private static List<String> found(Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(GUIDE).replaceAll("`([^`\n]*)\n([^`\n]*)`", "`$1 $2`"))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  @Test
  void whatItTellsToTypeIsUnderstood() throws IOException {
    PromptCommands<CommandAction> commands = new PromptCommands<>(SeeingCommands.ALL);
    List<String> lines = Stream.concat(found(TYPED).stream(), found(CODE).stream()).toList();
    assertThat(lines).hasSizeGreaterThan(20);
    assertThat(lines)
        .allSatisfy(line ->
            assertThat(commands.read(line, _ -> true))
                .as(line)
                .isInstanceOf(Typed.Understood.class));
  }

  @Test
  void nothingIsLeftOut() throws IOException {
    String guide = Files.readString(GUIDE);
    assertThat(SeeingCommands.ALL.stream().map(PromptCommand::source))
        .filteredOn(source -> source.startsWith("show ") || source.startsWith("clear "))
        .allSatisfy(source -> assertThat(guide).contains(source.split(" ", -1)[1]));
  }
}
