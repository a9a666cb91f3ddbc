package org.mailguard.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.MapSetting.InspectionMap;
import org.mailguard.policy.EsmtpMap;

/**
 * Inspection maps that come with the program, as texts in the language of the configuration: what
 * is built in can be read, copied and changed. A mistake in one is our bug.
 */
final class BuiltInText {
  private BuiltInText() {}

  /** The text of a resource, if there is one. */
  static Optional<String> read(String resource) {
    try (InputStream in = BuiltInText.class.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The one inspection map of a text.
   *
   * @param origin as its rules tell it
   */
  static EsmtpMap map(String text, String origin) {
    Problems problems = new Problems();
    Branch root = ConfigParser.tree(text, problems);
    List<Found<InspectionMap>> maps = root.all(InspectionMap.class);
    if (maps.size() != 1 || problems.hasErrors()) {
      throw new IllegalStateException(origin + ": " + problems.sorted());
    }
    Expressions expressions = new Expressions(root, problems);
    EsmtpMap map =
        new MapBuilder(maps.getFirst(), origin, expressions, Shields.NONE, problems).build();
    if (problems.hasErrors()) {
      throw new IllegalStateException(origin + ": " + problems.sorted());
    }
    return map;
  }
}
