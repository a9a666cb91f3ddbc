package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole files. Beside each {@code bad/NAME.conf} stands what is reported about it, beside each
 * {@code good/NAME.conf} how it is written. After a change of a message: {@code ./mvnw test
 * -Dtest=SampleFilesTest -Dmailguard.regenerate}, then read the diff.
 */
final class SampleFilesTest {
  private static final Path RESOURCES = Path.of("src/test/resources/config");

  static List<Path> bad() throws IOException {
    return files("bad");
  }

  /** Own ones, and those of the shape that a device prints. */
  static List<Path> good() throws IOException {
    List<Path> all = new ArrayList<>(files("good"));
    all.addAll(files("device"));
    return all;
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> all = Files.list(RESOURCES.resolve(folder))) {
      return all.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
  }

  @Test
  void thereAreEnoughOfThem() throws IOException {
    assertThat(bad()).hasSizeGreaterThan(20);
    assertThat(good()).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void isRefusedForTheReasonsBesideIt(Path file) throws IOException {
    String name = file.getFileName().toString();

    CheckReport report = new CheckReport(name, ConfigParser.parse(name, Files.readAllBytes(file)));

    assertThat(report.accepted()).isFalse();
    assertBeside(file, ".report", report.text());
  }

  @ParameterizedTest
  @MethodSource("good")
  void isReportedAndWrittenAsBesideIt(Path file) throws IOException, ConfigException {
    String name = file.getFileName().toString();
    ConfigResult result = ConfigParser.parse(name, Files.readAllBytes(file));
    Configuration configuration = result.orElseThrow();

    String written = ConfigWriter.write(configuration);

    assertBeside(file, ".written", written);
    assertBeside(file, ".report", new CheckReport(name, result).text());
    Configuration again = ConfigParser.parse(name, written).orElseThrow();
    assertThat(again).isEqualTo(configuration);
    assertThat(again.publications()).isEqualTo(configuration.publications());
    assertThat(ConfigWriter.write(again)).isEqualTo(written);
  }

  @Test
  void theSampleIsGood() throws IOException, ConfigException {
    Configuration configuration =
        ConfigParser.parse("sample", Files.readAllBytes(Path.of("etc/mailguard.conf")))
            .orElseThrow();

    assertThat(configuration.warnings()).isEmpty();
    assertThat(configuration.publications()).hasSize(1);
  }

  private static void assertBeside(Path file, String ending, String text) throws IOException {
    Path beside = file.resolveSibling(file.getFileName().toString().replace(".conf", ending));
    if (System.getProperty("mailguard.regenerate") != null) {
      Files.writeString(beside, text, StandardCharsets.UTF_8);
    }
    assertThat(beside).hasContent(text);
  }
}
