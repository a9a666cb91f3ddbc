package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every symptom of the founding article behind every old release and the default: there where it
 * was, and nowhere else. What was seen is docs/symptoms.md, which must not change unnoticed.
 */
@NeedsPeers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SymptomMatrixTest {
  private static final Path PAGE = Path.of("docs/symptoms.md");
  private final Map<Symptom, Map<SymptomProfile, Sighting>> seen = new EnumMap<>(Symptom.class);

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void isThereWhereItWas(Symptom symptom) throws IOException, InterruptedException {
    Map<SymptomProfile, Sighting> row = new EnumMap<>(SymptomProfile.class);
    for (SymptomProfile profile : SymptomProfile.values()) {
      Sighting sighting = symptom.look(profile);
      row.put(profile, sighting);
      assertThat(sighting.isThere())
          .as("%s behind %s: %s", symptom, profile, sighting.octets())
          .isEqualTo(symptom.isExpectedOf(profile));
    }
    seen.put(symptom, row);
  }

  @AfterAll
  void thePageSaysWhatWasSeen() throws IOException {
    if (seen.size() < Symptom.values().length) {
      return;
    }
    String page = SymptomsPage.of(seen);
    if (System.getProperty("mailguard.regenerate") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("to regenerate: -Dit.test=SymptomMatrixTest -Dmailguard.regenerate")
        .isEqualTo(page);
  }
}
