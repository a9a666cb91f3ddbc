package org.mailguard.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One statement of the language: where it may stand, its grammar, its help, how a line becomes a
 * value and a value becomes a line, what its {@code no} does, and lines that show it. Parser,
 * writer, error messages, reference page and tests follow from it; nothing about a statement is
 * written down anywhere else but its enforcement.
 *
 * @param <T> what a line of it says
 */
final class Statement<T extends Setting> implements Form {
  private final Class<T> type;
  private final Mode mode;
  private final Grammar grammar;
  private final Function<Arguments, T> reader;
  private final BiConsumer<T, LinePrinter> writer;
  private final @Nullable Function<Arguments, T> negation;
  private final @Nullable Grammar shortForm;
  private final Function<T, Object> identity;
  private final @Nullable String rivalry;
  private final @Nullable Argument<Integer> position;
  private final Function<T, Object> group;
  private final @Nullable Mode inner;
  private final @Nullable Function<Setting, Mode> opens;
  private final boolean single;
  private final boolean once;
  private final boolean printedWithNo;
  private final boolean extension;
  private final String origin;
  private final String standard;
  private final Predicate<T> writes;
  private final String help;
  private final Map<String, String> words;
  private final Map<String, Argument<?>> arguments;
  private final Set<String> extensionWords;
  private final List<String> samples;
  private final Map<String, String> variants;

  Statement(StatementBuilder<T> builder, StatementBuilder.Form<T> form) {
    type = builder.type;
    mode = builder.mode;
    arguments = Map.copyOf(builder.arguments);
    grammar = Grammar.of(builder.grammar, arguments);
    reader = form.reader();
    writer = form.writer();
    negation = builder.negation;
    shortForm = builder.shortForm == null ? null : Grammar.of(builder.shortForm, arguments);
    identity = builder.identity;
    rivalry = builder.rivalry;
    position = builder.position;
    group = builder.group;
    inner = builder.inner;
    opens = builder.opens;
    single = builder.single;
    once = builder.once;
    printedWithNo = builder.printedWithNo;
    extension = builder.extension;
    origin = builder.origin;
    standard = builder.standard;
    writes = builder.writes;
    help = builder.help;
    words = Map.copyOf(builder.words);
    extensionWords = Set.copyOf(builder.extensionWords);
    samples = List.copyOf(builder.samples);
    variants = Collections.unmodifiableMap(new LinkedHashMap<>(builder.variants));
  }

  /** A statement of {@code mode} whose lines become values of {@code type}. */
  static <T extends Setting> StatementBuilder<T> statement(
      Mode mode, Class<T> type, String grammar) {
    return new StatementBuilder<>(mode, type, grammar);
  }

  Class<T> type() {
    return type;
  }

  Mode mode() {
    return mode;
  }

  @Override
  public Grammar grammar() {
    return grammar;
  }

  @Override
  public @Nullable Grammar shortForm() {
    return shortForm;
  }

  /** True if lines of their own follow it. */
  boolean isHead() {
    return inner != null || opens != null;
  }

  /** The mode of the lines below {@code setting}, or null if it has none. */
  @Nullable Mode opens(Setting setting) {
    return opens == null ? inner : opens.apply(setting);
  }

  /** The mode of the lines below, if it is the same for every line of the statement. */
  @Nullable Mode inner() {
    return inner;
  }

  /**
   * True if a second one takes the place of the first; otherwise only an equal one is its rival.
   */
  boolean single() {
    return single;
  }

  /** True if a second one in the same place is a mistake. */
  boolean once() {
    return once;
  }

  /** True if the device prints {@code no} and its beginning for what holds without a line of it. */
  boolean printedWithNo() {
    return printedWithNo;
  }

  /** True if neither the PIX nor the ASA has it. */
  boolean extension() {
    return extension;
  }

  String help() {
    return help;
  }

  /** Which releases have it, for the reference: of the device, or of Mailguard. */
  String origin() {
    return origin;
  }

  /** What holds without a line of it; {@link StatementBuilder#NO_LINE} of a list. */
  String standard() {
    return standard;
  }

  /** True if this is the statement that writes {@code setting}: two may share a type. */
  boolean writes(Setting setting) {
    return type.isInstance(setting) && writes.test(type.cast(setting));
  }

  /** True if neither the PIX nor the ASA has the word, though they have the statement. */
  boolean extension(Token token) {
    return extensionWords.contains(token.shown());
  }

  @Override
  public String help(Token token) {
    return switch (token) {
      case Token.Keyword keyword -> words.getOrDefault(keyword.shown(), "");
      case Token.Slot slot -> slot.argument().help();
    };
  }

  /** Keywords and their help. */
  Map<String, String> words() {
    return words;
  }

  /** Lines as the writer writes them. */
  List<String> samples() {
    return samples;
  }

  /** Lines that are read as well, each with the line that is written for it. */
  Map<String, String> variants() {
    return variants;
  }

  T read(Arguments in) {
    return reader.apply(in);
  }

  /** What {@code no} in front of the whole line says, or null if it takes the line away. */
  @Nullable T negated(Arguments in) {
    return negation == null ? null : negation.apply(in);
  }

  boolean negationIsLine() {
    return negation != null;
  }

  String write(Setting setting, Names names) {
    LinePrinter out = new LinePrinter(names);
    writer.accept(type.cast(setting), out);
    return out.toString();
  }

  /**
   * Two settings with equal identity cannot stand beside each other: the later takes the place of
   * the earlier.
   */
  Object identity(Setting setting) {
    return identity.apply(type.cast(setting));
  }

  /** Those that have the same rivals: this one, or all that were given the same name for it. */
  Object rivalry() {
    return rivalry == null ? this : rivalry;
  }

  /** The place among those of its {@link #group} that the line asks for, from 1, or null. */
  @Nullable Integer position(Arguments in) {
    return position == null ? null : in.find(position);
  }

  /** Those among which a position counts. */
  Object group(Setting setting) {
    return group.apply(type.cast(setting));
  }
}
