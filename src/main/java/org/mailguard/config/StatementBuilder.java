package org.mailguard.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.Severity;

/**
 * A {@link Statement} while it is being said, in sentences that read as what they mean: {@code
 * statement(...).help(...).sample(...).readsAndWrites(...)}.
 */
final class StatementBuilder<T extends Setting> {
  final Mode mode;
  final Class<T> type;
  final String grammar;
  final Map<String, String> words = new LinkedHashMap<>();
  final Map<String, Argument<?>> arguments = new LinkedHashMap<>();
  final Set<String> extensionWords = new HashSet<>();
  final List<String> samples = new ArrayList<>();
  final Map<String, String> variants = new LinkedHashMap<>();
  @Nullable Function<Arguments, T> negation;
  @Nullable String shortForm;
  @Nullable Argument<Integer> position;
  @Nullable Mode inner;
  @Nullable Function<Setting, Mode> opens;
  Function<T, Object> identity = setting -> setting;
  @Nullable String rivalry;
  Function<T, Object> group = setting -> "";
  boolean single;
  boolean once;
  boolean printedWithNo;
  boolean extension;
  String origin = "";
  String standard = NO_LINE;
  Predicate<T> writes = setting -> true;
  String help = "";

  /** What holds without a line of something that is a list or a definition. */
  static final String NO_LINE = "none";

  record Form<T>(Function<Arguments, T> reader, BiConsumer<T, LinePrinter> writer) {}

  StatementBuilder(Mode mode, Class<T> type, String grammar) {
    this.mode = mode;
    this.type = type;
    this.grammar = grammar;
  }

  /** One or two sentences on the statement as a whole. */
  StatementBuilder<T> help(String text) {
    help = text;
    return this;
  }

  /** Which releases have it: {@code PIX 4.2 to 6.3, ASA 7.0 and later}. */
  StatementBuilder<T> origin(String releases) {
    origin = releases;
    return this;
  }

  /** What holds without a line of it. */
  StatementBuilder<T> byDefault(String text) {
    standard = text;
    return this;
  }

  /** Of two statements with one type: which values are written by this one. */
  StatementBuilder<T> writes(Predicate<T> which) {
    writes = which;
    return this;
  }

  /** One line on a keyword. */
  StatementBuilder<T> word(String keyword, String text) {
    words.put(keyword, text);
    return this;
  }

  /** As {@link #word}, of a word that neither the PIX nor the ASA has in this statement. */
  StatementBuilder<T> extensionWord(String keyword, String text) {
    extensionWords.add(keyword);
    return word(keyword, text);
  }

  /** The keywords and the argument of {@link Levels#GRAMMAR}. */
  StatementBuilder<T> levels() {
    int number = 0;
    for (Severity level : Severity.values()) {
      word(Levels.print(level), "Level " + number++);
    }
    return arguments(Levels.NUMBER);
  }

  StatementBuilder<T> arguments(Argument<?>... more) {
    for (Argument<?> argument : more) {
      arguments.put(argument.name(), argument);
    }
    return this;
  }

  /** {@code no} and the whole line is a line of its own, which is kept and written. */
  StatementBuilder<T> negated(Function<Arguments, T> read) {
    negation = read;
    return this;
  }

  /** {@code no} and this much of a line takes away every line that agrees with it. */
  StatementBuilder<T> removedBy(String beginning) {
    shortForm = beginning;
    return this;
  }

  /**
   * As {@link #removedBy}, of a line that the device prints also where there is nothing to remove.
   */
  StatementBuilder<T> printedWithNo(String beginning) {
    printedWithNo = true;
    return removedBy(beginning);
  }

  /** There is only one, or one for each value of {@code by}. */
  StatementBuilder<T> single(Function<T, Object> by) {
    identity = by;
    single = true;
    return this;
  }

  StatementBuilder<T> single() {
    return single(setting -> "");
  }

  /** As {@link #single()}, of this and every other statement that is given the same name. */
  StatementBuilder<T> singleOf(String rivals) {
    return singleOf(rivals, setting -> "");
  }

  /** As {@link #single(Function)}, of all statements that are given the same name. */
  StatementBuilder<T> singleOf(String rivals, Function<T, Object> by) {
    rivalry = rivals;
    return single(by);
  }

  /** Each line counts, also if it says the same as another: lines of a text. */
  StatementBuilder<T> repeatable() {
    identity = setting -> new Object();
    return this;
  }

  /** As {@link #single}, but a second one is a mistake instead of a replacement. */
  StatementBuilder<T> once(Function<T, Object> by) {
    once = true;
    return single(by);
  }

  /**
   * {@code argument} is a place among those with the same value of {@code by}; it is not part of
   * the value.
   */
  StatementBuilder<T> positioned(Argument<Integer> argument, Function<T, Object> by) {
    position = argument;
    group = by;
    return this;
  }

  StatementBuilder<T> opens(Mode mode) {
    inner = mode;
    return this;
  }

  /** As {@link #opens}, if what follows depends on the line. */
  StatementBuilder<T> opensFor(Function<Setting, Mode> modes) {
    opens = modes;
    return this;
  }

  /** Neither the PIX nor the ASA has it. */
  StatementBuilder<T> extension() {
    extension = true;
    origin = "Mailguard 0.1 and later";
    return this;
  }

  /** A line, with its {@code no} if it has one, exactly as the writer writes it. */
  StatementBuilder<T> sample(String line) {
    samples.add(line);
    return this;
  }

  /** A line that is read but not written like this. */
  StatementBuilder<T> variant(String line, String written) {
    variants.put(line, written);
    return this;
  }

  /** The two halves that must agree: a line becomes a value, a value becomes a line. */
  Statement<T> readsAndWrites(Function<Arguments, T> read, BiConsumer<T, LinePrinter> write) {
    return new Statement<>(this, new Form<>(read, write));
  }
}
