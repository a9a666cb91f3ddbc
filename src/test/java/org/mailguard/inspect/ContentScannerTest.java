package org.mailguard.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each message whole, cut in two at every octet, and octet by octet: always the same reports. */
class ContentScannerTest {

  @ParameterizedTest
  @MethodSource("org.mailguard.inspect.ContentMessages#all")
  void reports(Path message) throws IOException {
    byte[] octets = ContentMessages.octets(message);
    List<String> expected =
        Files.readAllLines(ContentMessages.expectation(message)).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    List<String> whole = ContentMessages.scan(octets, ContentLimits.DEFAULT);
    assertThat(whole).isEqualTo(expected);
    for (int cut = 1; cut < octets.length; cut++) {
      assertThat(ContentMessages.scan(octets, ContentLimits.DEFAULT, cut))
          .as("cut at %d", cut)
          .isEqualTo(whole);
    }
    int[] everywhere = IntStream.range(1, octets.length).toArray();
    assertThat(ContentMessages.scan(octets, ContentLimits.DEFAULT, everywhere)).isEqualTo(whole);
  }

  @ParameterizedTest
  @MethodSource("org.mailguard.inspect.ContentMessages#all")
  void saysWhyItIsThere(Path message) throws IOException {
    assertThat(Files.readAllLines(ContentMessages.expectation(message)).getFirst())
        .startsWith("# ");
  }
}
