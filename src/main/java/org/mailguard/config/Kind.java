package org.mailguard.config;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A kind of argument: what it looks like, and how a word becomes a value.
 *
 * @param description ends the sentence "expected ..."
 * @param names words with a meaning of their own in this kind, for suggestions
 * @param restOfLine true if the argument takes everything up to the end of the line
 */
record Kind<V>(
    Class<V> type,
    String description,
    List<String> names,
    boolean restOfLine,
    BiFunction<String, Names, Reading<V>> reader) {

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  private static final Pattern WIDE_DIGITS = Pattern.compile("[0-9]{1,18}");

  static <V> Kind<V> of(Class<V> type, String description, Function<String, Reading<V>> reader) {
    return byName(type, description, (word, _) -> reader.apply(word));
  }

  /** As {@link #of}, for words that may be names of something defined above. */
  static <V> Kind<V> byName(
      Class<V> type, String description, BiFunction<String, Names, Reading<V>> reader) {
    return new Kind<>(type, description, List.of(), false, reader);
  }

  /** Where nothing has a name. */
  Reading<V> read(String word) {
    return reader.apply(word, Names.none());
  }

  Reading<V> read(String word, Names names) {
    return reader.apply(word, names);
  }

  Kind<V> withNames(List<String> known) {
    return new Kind<>(type, description, known, restOfLine, reader);
  }

  /** A whole number from {@code least} to {@code most}, both included. */
  static Kind<Integer> range(int least, int most) {
    String description = "a number from " + least + " to " + most;
    return of(Integer.class, description, word -> number(word, least, most));
  }

  private static Reading<Integer> number(String word, int least, int most) {
    if (!DIGITS.matcher(word).matches()) {
      return allDigits(word)
          ? new Reading.Wrong<>(word + " is out of range")
          : new Reading.Other<>();
    }
    int number = Integer.parseInt(word);
    return number < least || number > most
        ? new Reading.Wrong<>(word + " is out of range")
        : new Reading.Value<>(number);
  }

  /** A whole number beyond what {@link #range} holds. */
  static Kind<Long> wide(long least, long most) {
    String description = "a number from " + least + " to " + most;
    return of(
        Long.class,
        description,
        word -> {
          if (!allDigits(word)) {
            return new Reading.Other<>();
          }
          long number = WIDE_DIGITS.matcher(word).matches() ? Long.parseLong(word) : -1;
          return number < least || number > most
              ? new Reading.Wrong<>(word + " is out of range")
              : new Reading.Value<>(number);
        });
  }

  private static boolean allDigits(String word) {
    return word.matches("-?[0-9]+");
  }

  /** A word of the administrator's own choice that has the given form. */
  static Kind<String> word(String description, Pattern form) {
    return of(
        String.class,
        description,
        word -> form.matcher(word).matches() ? new Reading.Value<>(word) : new Reading.Other<>());
  }

  /** Everything up to the end of the line, inner blanks included. */
  static Kind<String> text(int most) {
    return new Kind<>(
        String.class,
        "text of at most " + most + " characters",
        List.of(),
        true,
        (text, _) ->
            text.length() > most
                ? new Reading.Wrong<>("text of " + text.length() + " characters is too long")
                : new Reading.Value<>(text));
  }
}
