package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.mailguard.config.MapSetting.Match;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.RegexSet;

/** What the {@code match} lines of an inspection map have in common. */
final class Matches {
  static final Argument<Long> NUMBER =
      new Argument<>("number", MapKinds.COUNT, "More than so many match");

  /** An expression or a class of them. */
  static final String EXPRESSION = "{class <class>|<regex>}";

  private static final Argument<String> REGEX =
      new Argument<>("regex", Kinds.NAME, "The name of a regex");
  private static final Argument<String> CLASS =
      new Argument<>("class", Kinds.NAME, "The name of a class-map type regex");

  private static final String CLASS_PREFIX = "class ";

  private Matches() {}

  /** A {@code match} line on one kind of criterion. */
  static <C extends Criterion> Line<C> match(Class<C> type, String grammar) {
    return new Line<>(type, grammar, criterion -> true);
  }

  /** As {@link #match(Class, String)}, of those with {@code which}. */
  static <C extends Criterion> Line<C> match(Class<C> type, Predicate<C> which, String grammar) {
    return new Line<>(type, grammar, which);
  }

  /** A statement under construction, whose value is a {@link Match}. */
  static final class Line<C extends Criterion> {
    private final Class<C> type;
    private final StatementBuilder<Match> builder;

    private Line(Class<C> type, String grammar, Predicate<C> which) {
      this.type = type;
      builder =
          statement(Mode.INSPECTION_MAP, Match.class, "match [not] " + grammar)
              .byDefault("no such rule")
              .word("match", "What the rule looks for; what is done stands below")
              .word("not", "Turned round: a rule for what it would not match")
              .writes(line ->
                  type.isInstance(line.criterion()) && which.test(type.cast(line.criterion())))
              .opens(Mode.MAP_MATCH);
    }

    Line<C> help(String text) {
      builder.help(text);
      return this;
    }

    /** The device has it. */
    Line<C> ofDevice() {
      builder.origin("ASA 7.2 and later");
      return this;
    }

    Line<C> extension() {
      builder.extension();
      return this;
    }

    Line<C> word(String word, String help) {
      builder.word(word, help);
      return this;
    }

    Line<C> extensionWord(String word, String help) {
      builder.extensionWord(word, help);
      return this;
    }

    Line<C> arguments(Argument<?>... more) {
      builder.arguments(more);
      return this;
    }

    /** The words of {@link #EXPRESSION}. */
    Line<C> expression() {
      builder.word("class", "One of the expressions of a class").arguments(REGEX, CLASS);
      return this;
    }

    Line<C> sample(String line) {
      builder.sample("match " + line);
      return this;
    }

    Line<C> samples(Collection<String> lines) {
      lines.forEach(this::sample);
      return this;
    }

    Line<C> variant(String line, String written) {
      builder.variant("match " + line, "match " + written);
      return this;
    }

    /** The two halves, without {@code match [not]}. */
    Statement<Match> readsAndWrites(Function<Arguments, C> read, BiConsumer<C, LinePrinter> write) {
      return builder.readsAndWrites(
          in -> new Match(in.has("not"), read.apply(in)),
          (line, out) -> {
            out.add("match").addIf(line.negated(), "not");
            write.accept(type.cast(line.criterion()), out);
          });
    }

    /** Ends in {@code gt <number>}; {@code words} is what stands before. */
    Statement<Match> above(String words, LongFunction<C> read, ToLongFunction<C> number) {
      return word("gt", "More than")
          .arguments(NUMBER)
          .sample("not " + words + " gt 2")
          .readsAndWrites(
              in -> read.apply(in.get(NUMBER)),
              (criterion, out) -> out.add(words, "gt", number.applyAsLong(criterion)));
    }

    /** Ends in {@link #EXPRESSION}; {@code words} is what stands before. */
    Statement<Match> found(
        String words, Function<RegexSet, C> read, Function<C, RegexSet> expressions) {
      return word("regex", "An expression that is searched for")
          .expression()
          .sample(words + " lists")
          .sample("not " + words + " class lists")
          .readsAndWrites(
              in -> read.apply(expressions(in)),
              (criterion, out) -> out.add(words, expressions.apply(criterion).name()));
    }
  }

  /** The name of what {@link #EXPRESSION} says; what is in it nobody knows yet. */
  static RegexSet expressions(Arguments in) {
    String name = in.find(CLASS);
    return new RegexSet(name == null ? in.get(REGEX) : CLASS_PREFIX + name, List.of());
  }

  /** The name of the class if {@code set} is one, else empty. */
  static String className(RegexSet set) {
    return set.name().startsWith(CLASS_PREFIX) ? set.name().substring(CLASS_PREFIX.length()) : "";
  }

  /** Words in the order of the alphabet: the order in which they were typed means nothing. */
  static void sorted(Collection<String> words, LinePrinter out) {
    words.stream().sorted().forEach(out::add);
  }
}
