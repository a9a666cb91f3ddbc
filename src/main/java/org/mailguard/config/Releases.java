package org.mailguard.config;

import java.util.List;
import java.util.Map;

/** The old Mailguards, by the names of the reference's profiles. */
final class Releases {
  static final String P51 = "p51";

  private static final Map<String, String> LATER =
      Map.of(
          "p40", "PIX 4.0 and 4.1",
          "p42", "PIX 4.2 and 4.3",
          "p44", "PIX 4.4",
          "p70", "PIX 7.0 and 7.1",
          "a72", "ASA 7.2 to 9.3",
          "a94", "ASA 9.4 and later");

  static final Kind<String> KIND =
      Kind.of(String.class, "a release: p51", Releases::read).withNames(List.of(P51));

  private Releases() {}

  private static Reading<String> read(String word) {
    if (word.equals(P51)) {
      return new Reading.Value<>(word);
    }
    String known = LATER.get(word);
    return new Reading.Wrong<>(
        known == null
            ? "\"" + Expectation.shown(word) + "\" is no release"
            : word + " (" + known + ") comes with a later version of mailguard");
  }
}
