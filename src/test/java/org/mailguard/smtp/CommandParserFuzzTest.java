package org.mailguard.smtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks for lines that nobody thought of: {@code JAZZER_FUZZ=1 mvn test
 * -Dtest=CommandParserFuzzTest}. A plain build leaves it out, since its agent takes longer to start
 * than the package's other tests take to run; what it found is in {@code fuzzed-lines.txt} and
 * replayed by {@link RoundTripTest}.
 */
class CommandParserFuzzTest {

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void everyLineIsReadOrRefused(byte[] line) {
    RoundTripTest.check(line);
  }

  static Stream<byte[]> seeds() {
    Generator generator = new Generator(1);
    return Stream.concat(
        RoundTripTest.fuzzed().map(Table::octets),
        Stream.generate(() -> Table.octets(Table.printed(generator.command()))).limit(500));
  }
}
