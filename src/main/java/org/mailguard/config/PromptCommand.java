package org.mailguard.config;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command of the operator's console, declared as statements are: one string is its grammar, and
 * what is typed, {@code ?}, completion and error messages follow from it.
 *
 * <pre>
 * PromptCommand.of("show conn [detail] [address &lt;peer&gt;]", Show::connections)
 *     .help("Sessions that are open now")
 *     .word("detail", "With state, class and age")
 *     .address("peer", "Of one client");
 * </pre>
 *
 * @param <A> what the console does with it
 */
public final class PromptCommand<A> implements Form {
  private static final Pattern WORD = Pattern.compile("\\S+");

  private final String source;
  private final A action;
  private final Map<String, String> words = new LinkedHashMap<>();
  private final Map<String, Argument<?>> arguments = new LinkedHashMap<>();
  private String help = "";
  private int level = 15;
  private @Nullable Grammar grammar;

  private PromptCommand(String source, A action) {
    this.source = source;
    this.action = action;
  }

  /** The grammar string is that of statements: {@code keyword <argument> {a|b} [c] {d|e}*}. */
  public static <A> PromptCommand<A> of(String grammar, A action) {
    return new PromptCommand<>(grammar, action);
  }

  /** One line on the command as a whole. */
  public PromptCommand<A> help(String text) {
    help = text;
    return this;
  }

  /** One line on a keyword. */
  public PromptCommand<A> word(String keyword, String text) {
    words.put(keyword, text);
    return this;
  }

  /** The least privilege level, from 0 to 15, of who may use it; 15 if it is not said. */
  public PromptCommand<A> level(int least) {
    level = least;
    return this;
  }

  /** A whole number from {@code least} to {@code most}. */
  public PromptCommand<A> number(String name, int least, int most, String text) {
    return argument(new Argument<>(name, Kind.range(least, most), text));
  }

  /** One word. */
  public PromptCommand<A> word(String name, String description, String text) {
    return argument(new Argument<>(name, Kind.word(description, WORD), text));
  }

  /** Everything up to the end of the line, blanks included. */
  public PromptCommand<A> rest(String name, int most, String text) {
    return argument(new Argument<>(name, Kind.text(most), text));
  }

  /** An IPv4 or IPv6 address. */
  public PromptCommand<A> address(String name, String text) {
    return argument(
        new Argument<>(
            name,
            Kind.of(
                InetAddress.class,
                "an IPv4 or IPv6 address",
                word ->
                    AddressText.read(word)
                        .<Reading<InetAddress>>map(Reading.Value::new)
                        .orElseGet(Reading.Other::new)),
            text));
  }

  private PromptCommand<A> argument(Argument<?> argument) {
    arguments.put(argument.name(), argument);
    return this;
  }

  /** The same command with something else to do. */
  public <B> PromptCommand<B> withAction(B other) {
    PromptCommand<B> same = new PromptCommand<>(source, other);
    same.words.putAll(words);
    same.arguments.putAll(arguments);
    same.help = help;
    same.level = level;
    return same;
  }

  public A action() {
    return action;
  }

  public int level() {
    return level;
  }

  public String help() {
    return help;
  }

  /** As it was declared. */
  public String source() {
    return source;
  }

  /** The keyword that all its lines begin with. */
  public String firstWord() {
    return grammar().firstWord();
  }

  /** Words of the grammar that nobody said anything about: there should be none. */
  public List<String> withoutHelp() {
    return grammar().tokens().stream()
        .filter(token -> help(token).isBlank())
        .map(Token::shown)
        .toList();
  }

  @Override
  public Grammar grammar() {
    Grammar known = grammar;
    if (known == null) {
      known = Grammar.of(source, Map.copyOf(arguments));
      grammar = known;
    }
    return known;
  }

  @Override
  public @Nullable Grammar shortForm() {
    return null;
  }

  /** Of the first word the help of the whole, unless it was given one of its own. */
  @Override
  public String help(Token token) {
    return switch (token) {
      case Token.Keyword keyword ->
          words.getOrDefault(
              keyword.shown(), keyword.shown().equals(grammar().firstWord()) ? help : "");
      case Token.Slot slot -> slot.argument().help();
    };
  }
}
