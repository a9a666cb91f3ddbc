package org.mailguard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.policy.Release;

/**
 * What {@code mailguard lab} puts in front of a server, as lines of a class.
 *
 * @param name as typed: a release, a make, or {@code honest}
 * @param release that it is, or null
 */
record LabProfile(String name, @Nullable Release release) {
  static final String HONEST = "honest";
  private static final List<String> MAKES = List.of("watchguard", "checkpoint", "raptor");

  /** All names, the guard itself first. */
  static List<String> names() {
    return Stream.of(
            Stream.of(HONEST), Arrays.stream(Release.values()).map(Release::word), MAKES.stream())
        .flatMap(names -> names)
        .toList();
  }

  static Optional<LabProfile> named(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    Release release =
        Arrays.stream(Release.values())
            .filter(it -> it.word().equals(name))
            .findFirst()
            .orElse(null);
    return names().contains(name) ? Optional.of(new LabProfile(name, release)) : Optional.empty();
  }

  boolean isMake() {
    return MAKES.contains(name);
  }

  /**
   * The lines of its class.
   *
   * @param defects of the release, as they are typed
   * @param words of the make, behind its name
   */
  List<String> lines(List<String> defects, List<String> words) {
    if (isMake()) {
      return List.of(
          String.join(
              " ", Stream.concat(Stream.of("laboratory firewall", name), words.stream()).toList()));
    }
    List<String> lines = new ArrayList<>();
    lines.add(release == null ? "inspect esmtp" : "release " + release.word());
    defects.forEach(defect -> lines.add("laboratory defect " + defect));
    return lines;
  }

  /** All faults that the release had. */
  List<String> asItWas() {
    return release == null ? List.of() : Defect.of(release).stream().map(Defect::word).toList();
  }
}
