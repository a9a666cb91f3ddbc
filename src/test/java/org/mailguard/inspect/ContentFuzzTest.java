package org.mailguard.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks for messages that nobody thought of: {@code JAZZER_FUZZ=1 mvn test -Dtest=ContentFuzzTest}.
 * What it finds becomes a message under {@code src/test/resources/content}. {@link
 * ContentPiecesTest} is the short form that every build runs.
 */
class ContentFuzzTest {
  private static final ContentLimits FEW = new ContentLimits(64, 12, 6, 3, 70, 3, 64);

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void piecesDoNotMatter(byte[] message) {
    int[] all = IntStream.range(0, message.length).toArray();
    assertThat(ContentMessages.scan(message, FEW, all))
        .isEqualTo(ContentMessages.scan(message, FEW));
  }

  static Stream<byte[]> seeds() {
    return ContentMessages.all().stream().map(ContentMessages::octets);
  }
}
