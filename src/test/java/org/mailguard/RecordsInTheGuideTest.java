package org.mailguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mailguard.events.Event;
import org.mailguard.events.Intervention;
import org.mailguard.events.Intervention.Verdict;
import org.mailguard.events.LogFormat;
import org.mailguard.events.MessageId;
import org.mailguard.policy.RulePhase;

/** The guide's list of what a record has, against what is written. */
class RecordsInTheGuideTest {
  private static final Path GUIDE = Path.of("docs/guides/when-mail-is-refused.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| (?:text|number) \\| (.*) \\|$");
  private static final Pattern MEMBER = Pattern.compile("[{,]\"(\\w+)\":");
  private static final Pattern WORD = Pattern.compile("`([a-z -]+)`");

  private static Stream<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(GUIDE)).results();
  }

  private static List<String> words(String member) throws IOException {
    String meaning =
        rows()
            .filter(row -> row.group(1).equals(member))
            .map(row -> row.group(2))
            .findFirst()
            .orElseThrow();
    return WORD.matcher(meaning).results().map(word -> word.group(1)).toList();
  }

  @Test
  void membersOfJsonAreThoseThatAreWrittenInThisOrder() throws IOException {
    Intervention done =
        new Intervention("c", "sender", "m", 1, "r", Verdict.REFUSED, false, false, true, "o");
    Event full = new Event(MessageId.RULE_ENFORCED, 1, "p", "r", "d", "b", "a", null, done);
    String line = LogFormat.JSON.line(full, Instant.EPOCH);
    assertThat(rows().map(row -> row.group(1)))
        .containsExactlyElementsOf(
            MEMBER.matcher(line).results().map(member -> member.group(1)).toList());
  }

  @Test
  void whatIsAlwaysThereIs() {
    String line = LogFormat.JSON.line(Event.ofGuard(MessageId.READY, ""), Instant.EPOCH);
    assertThat(MEMBER.matcher(line).results().map(member -> member.group(1)))
        .containsExactly("time", "id", "severity", "session", "summary");
  }

  @Test
  void verdictsAndPhasesAreAllThereAre() throws IOException {
    assertThat(words("verdict"))
        .containsExactlyElementsOf(Arrays.stream(Verdict.values()).map(Verdict::word).toList());
    assertThat(words("phase"))
        .containsExactlyElementsOf(Arrays.stream(RulePhase.values()).map(RulePhase::word).toList());
  }

  /** The examples are lines that the guard wrote; nobody would copy from others. */
  @Test
  void examplesHaveNoOtherMembers() throws IOException {
    List<String> members = rows().map(row -> row.group(1)).toList();
    List<String> examples =
        Files.readAllLines(GUIDE).stream().filter(line -> line.startsWith("{\"time\"")).toList();
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      assertThat(MEMBER.matcher(example).results().map(member -> member.group(1)))
          .isSubsetOf(members);
    }
  }
}
