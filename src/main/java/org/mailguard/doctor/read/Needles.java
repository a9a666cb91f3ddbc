package org.mailguard.doctor.read;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Words of which at least one stands in every text that an expression can be found in, in lower
 * case. To look for them is cheap, and to run the expression is not, so a line without them need
 * not be tried. It reads as much of Java's expressions as the catalogue has; what it does not know
 * has no needles, and then each line is tried, as without it.
 */
final class Needles {
  private static final String ZERO_WIDTH = "bBAzZ";
  private static final String CLASSES = "dDwWsShHnrt";

  private final String expression;
  private int at;
  private boolean lost;

  private Needles(String expression) {
    this.expression = expression;
  }

  /** Empty if nothing is known. */
  static Set<String> of(String expression) {
    Needles needles = new Needles(expression);
    Set<String> found = needles.alternatives();
    return needles.lost || needles.at < expression.length() ? Set.of() : found;
  }

  /**
   * What stands between two quantifiers.
   *
   * @param literal one character, or empty
   * @param needles of a group, or empty
   * @param zeroWidth true for a boundary, which divides no word
   */
  private record Item(String literal, Set<String> needles, boolean zeroWidth) {
    static final Item ANY = new Item("", Set.of(), false);
    static final Item BOUNDARY = new Item("", Set.of(), true);
  }

  private Set<String> alternatives() {
    Set<String> all = new TreeSet<>();
    boolean each = true;
    do {
      Set<String> one = sequence();
      each &= !one.isEmpty();
      all.addAll(one);
    } while (take('|'));
    return each ? all : Set.of();
  }

  private Set<String> sequence() {
    Set<String> best = Set.of();
    StringBuilder run = new StringBuilder();
    while (at < expression.length() && peek() != '|' && peek() != ')' && !lost) {
      Item item = item();
      Integer least = least();
      if (item.zeroWidth()) {
        continue;
      }
      int times = least == null ? 1 : least;
      if (times > 0) {
        run.append(item.literal().repeat(Math.min(times, 64)));
        best = better(best, item.needles());
      }
      // Behind an x+ it is not known how many there were, so a word ends there.
      if (item.literal().isEmpty() || least != null) {
        best = better(best, word(run));
      }
    }
    return better(best, word(run));
  }

  private static Set<String> word(StringBuilder run) {
    String word = run.toString();
    run.setLength(0);
    return word.isEmpty() ? Set.of() : Set.of(word);
  }

  /** The longer, the rarer in a log. */
  private static Set<String> better(Set<String> one, Set<String> other) {
    return shortest(other) > shortest(one) ? other : one;
  }

  private static int shortest(Set<String> words) {
    return words.stream().mapToInt(String::length).min().orElse(0);
  }

  private Item item() {
    char c = expression.charAt(at++);
    return switch (c) {
      case '.' -> Item.ANY;
      case '^', '$' -> Item.BOUNDARY;
      case '\\' -> escape();
      case '[' -> set();
      case '(' -> group();
      default -> literal(c);
    };
  }

  private Item literal(char c) {
    lost |= c > '~';
    return new Item(String.valueOf(Character.toLowerCase(c)), Set.of(), false);
  }

  private Item escape() {
    char c = at < expression.length() ? expression.charAt(at++) : 'x';
    if (ZERO_WIDTH.indexOf(c) >= 0) {
      return Item.BOUNDARY;
    }
    if (CLASSES.indexOf(c) >= 0) {
      return Item.ANY;
    }
    lost |= Character.isLetterOrDigit(c);
    return literal(c);
  }

  private Item set() {
    take('^');
    lost |= at < expression.length() && peek() == ']';
    while (at < expression.length() && peek() != ']') {
      char c = expression.charAt(at++);
      lost |= c == '[' || c == '&';
      at += c == '\\' ? 1 : 0;
    }
    lost |= !take(']');
    return Item.ANY;
  }

  private Item group() {
    if (take('?')) {
      take('i');
      if (take(')')) {
        return Item.BOUNDARY;
      }
      lost |= !take(':');
    }
    Set<String> needles = alternatives();
    lost |= !take(')');
    return new Item("", needles, false);
  }

  /** How often at least, or null if there is no quantifier. */
  private @Nullable Integer least() {
    Integer least = null;
    if (take('?') || take('*')) {
      least = 0;
    } else if (take('+')) {
      least = 1;
    } else if (take('{')) {
      int start = at;
      while (at < expression.length() && Character.isDigit(peek())) {
        at++;
      }
      boolean number = at > start && at - start < 5;
      least = number ? Integer.valueOf(expression.substring(start, at)) : 0;
      int end = expression.indexOf('}', at);
      lost |= end < 0 || !number;
      at = end < 0 ? at : end + 1;
    }
    if (least != null && !take('?')) {
      take('+');
    }
    return least;
  }

  private char peek() {
    return expression.charAt(at);
  }

  private boolean take(char c) {
    boolean there = at < expression.length() && peek() == c;
    at += there ? 1 : 0;
    return there;
  }
}
