package org.mailguard.config;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.InspectionSetting.OldRelease;
import org.mailguard.policy.Appearance.Suppression;
import org.mailguard.policy.Release;

/** The words behind {@code release}, wherever it may stand. */
final class Releases {
  static final String STRICT = "strict-greeting";
  static final String OTHERS = "others";
  static final String SYNTAX =
      "release <release> [" + OTHERS + " {swallow|noop|overwrite}] [" + STRICT + "]";

  static final Argument<Release> RELEASE =
      new Argument<>(
          "release",
          named(Release.class, "a release", List.of(Release.values()), Release::word),
          "An old Mailguard: p40 (PIX 4.0, 4.1), p42 (4.2, 4.3), p44 (4.4, 5.0), p51 (5.1 to 6.3),"
              + " p70 (7.0, 7.1), a72 (ASA 7.2 to 9.3) or a94 (9.4 and later)");

  private static final List<Suppression> OVERRIDES =
      List.of(Suppression.SWALLOWED, Suppression.NOOP, Suppression.OVERWRITTEN);

  private Releases() {}

  /** A kind of argument that is one of some names, in any case. */
  static <T> Kind<T> named(Class<T> type, String what, List<T> all, Function<T, String> word) {
    List<String> words = all.stream().map(word).toList();
    return Kind.of(
            type,
            what + ": " + String.join(", ", words),
            (String text) -> {
              int at = words.indexOf(text.toLowerCase(Locale.ROOT));
              return at >= 0
                  ? new Reading.Value<>(all.get(at))
                  : new Reading.Wrong<>("\"" + Expectation.shown(text) + "\" is not " + what);
            })
        .withNames(words);
  }

  /** Null if the line names none. */
  static @Nullable OldRelease read(Arguments in) {
    return in.find(RELEASE) == null ? null : required(in);
  }

  static OldRelease required(Arguments in) {
    Suppression others = null;
    for (Suppression override : OVERRIDES) {
      if (in.has(override.word())) {
        others = override;
      }
    }
    return new OldRelease(in.get(RELEASE), others, in.has(STRICT));
  }

  static void write(OldRelease line, LinePrinter out) {
    out.add("release", line.release().word());
    Suppression others = line.others();
    if (others != null) {
      out.add(OTHERS, others.word());
    }
    out.addIf(line.strictGreeting(), STRICT);
  }
}
