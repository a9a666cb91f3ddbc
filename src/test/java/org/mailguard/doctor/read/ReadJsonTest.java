package org.mailguard.doctor.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The JSON form is documented, all of it. */
class ReadJsonTest {
  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":");
  private static final Pattern VALUE = Pattern.compile("([:\\[,])\"(?:[^\"\\\\]|\\\\.)*\"(?!:)");

  private static Set<String> fields(String json) {
    Set<String> fields = new TreeSet<>();
    FIELD
        .matcher(VALUE.matcher(json).replaceAll("$1\"\""))
        .results()
        .forEach(each -> fields.add(each.group(1)));
    return fields;
  }

  private static Examined compared() throws IOException {
    String outside = Files.readString(Path.of("src/test/resources/doctor/read/swaks-asa.txt"));
    Reading reading = new Reading();
    for (String side : new String[] {outside, outside.replace("XXXXXXXA", "STARTTLS")}) {
      reading.add("side.txt", new ByteArrayInputStream(side.getBytes(ISO_8859_1)));
    }
    return reading.end();
  }

  @Test
  void everyFieldIsInTheReference() throws IOException {
    String page = Files.readString(Path.of("docs/reference/doctor.md"));
    String json = ReadJson.of(compared());

    assertThat(fields(json)).hasSizeGreaterThan(20).contains("guard", "remedy", "conversations");
    assertThat(fields(json))
        .allSatisfy(
            name -> assertThat(page).containsPattern("`([\\w.\\[\\]]*\\.)?" + name + "(\\[\\])?`"));
  }

  @Test
  void everyFindingAboutMailguardIsInTheReference() throws IOException {
    String page = Files.readString(Path.of("docs/reference/doctor.md"));
    for (String log :
        new String[] {"mailguard.json", "mailguard-release.log", "mailguard-ndr.txt"}) {
      assertThat(SamplesTest.read(log).findings())
          .isNotEmpty()
          .allSatisfy(it -> assertThat(page).contains("`" + it.id() + "`"));
    }
  }

  @Test
  void whatMailguardDidIsSummedUp() throws IOException {
    assertThat(ReadJson.of(SamplesTest.read("mailguard.json")))
        .contains("\"guard\":\"5 refused, 9 changed, 1 ended, 1 turned away, 1 only observed\"")
        .contains("\"mailguard.json, session 3 192.0.2.7/41989\"")
        .contains("\"box\":\"Mailguard\"");
  }
}
