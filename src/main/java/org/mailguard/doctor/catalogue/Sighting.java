package org.mailguard.doctor.catalogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Observation.Kind;

/**
 * What must be seen: {@code greeting REGEX}, {@code ehlo REGEX}, {@code reply VERB REGEX}, {@code
 * fact NAME} and so on. The expression is Java's; {@code ^} and {@code $} are ends of lines, and it
 * needs to be found somewhere only. Text is bounded by {@link Observation#LONGEST}.
 *
 * @param subject a verb, {@code *} for any verb, the name of a fact, or empty
 * @param pattern null for a fact that has none
 */
public record Sighting(Kind kind, String subject, @Nullable Pattern pattern) {

  /**
   * As it stands in the catalogue.
   *
   * @throws IllegalArgumentException if it is none, with what was expected
   */
  static Sighting parse(String text) {
    String[] words = text.split(" ", 3);
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(it -> it.word().equals(words[0]))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(words[0] + " cannot be seen"));
    boolean named = kind == Kind.REPLY || kind == Kind.FACT;
    if (words.length < 2 || (kind == Kind.REPLY && words.length < 3)) {
      throw new IllegalArgumentException("expected more behind " + text);
    }
    String expression =
        named ? words.length < 3 ? null : words[2] : text.substring(words[0].length() + 1);
    String subject = named ? words[1] : "";
    if (kind == Kind.REPLY && !subject.equals(subject.toUpperCase(Locale.ROOT))) {
      throw new IllegalArgumentException("verbs are in upper case: " + subject);
    }
    try {
      return new Sighting(
          kind,
          subject,
          expression == null ? null : Pattern.compile(expression, Pattern.MULTILINE));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription() + " in " + expression, e);
    }
  }

  /** True if it is this that was observed. */
  public boolean isOf(Observation seen) {
    return seen.kind() == kind
        && (subject.equals("*") || subject.equals(seen.subject()))
        && (pattern == null || pattern.matcher(seen.text()).find());
  }
}
