package org.mailguard.doctor.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says which of many expressions may be found in a line at all, in one walk over its characters
 * (Aho and Corasick 1975): those of whose {@link Needles} one stands in it. A log of a million
 * lines has few that are about mail, and no expression needs to be run on the others.
 *
 * @param <T> what has an expression
 */
final class Sieve<T> {
  private static final int ASCII = 128;

  private final List<T> things;

  /** Those of which nothing is known: they pass always. */
  private final BitSet always = new BitSet();

  /** Of each character, which column of the table it has; 0 for those of no needle. */
  private final int[] columns = new int[ASCII];

  private final int width;

  /** The state behind each state and column, row by row. */
  private int[] next;

  /** Which things have a needle that ends in this state. */
  private final List<@Nullable BitSet> ends = new ArrayList<>();

  Sieve(List<T> things, Function<T, String> expression) {
    this.things = List.copyOf(things);
    Map<String, BitSet> needles = new HashMap<>();
    int last = 0;
    for (int i = 0; i < things.size(); i++) {
      Set<String> words = Needles.of(expression.apply(things.get(i)));
      always.set(i, words.isEmpty());
      for (String word : words) {
        needles.computeIfAbsent(word, _ -> new BitSet()).set(i);
        for (int at = 0; at < word.length(); at++) {
          char c = word.charAt(at);
          last = columns[c] == 0 ? last + 1 : last;
          columns[c] = columns[c] == 0 ? last : columns[c];
        }
      }
    }
    for (char c = 'A'; c <= 'Z'; c++) {
      columns[c] = columns[Character.toLowerCase(c)];
    }
    width = last + 1;
    next = new int[width];
    ends.add(null);
    needles.forEach(this::add);
    link();
  }

  private void add(String word, BitSet those) {
    int state = 0;
    for (int at = 0; at < word.length(); at++) {
      int cell = state * width + columns[word.charAt(at)];
      if (next[cell] == 0) {
        next[cell] = ends.size();
        ends.add(null);
        if (ends.size() * width > next.length) {
          next = Arrays.copyOf(next, next.length * 2);
        }
      }
      state = next[cell];
    }
    ends.set(state, those);
  }

  /** Where a word cannot go on, the longest end of what was read that begins another does. */
  private void link() {
    int[] suffix = new int[ends.size()];
    ArrayDeque<Integer> open = new ArrayDeque<>();
    open.add(0);
    while (!open.isEmpty()) {
      int state = open.remove();
      for (int column = 1; column < width; column++) {
        int cell = state * width + column;
        int otherwise = state == 0 ? 0 : next[suffix[state] * width + column];
        if (next[cell] == 0) {
          next[cell] = otherwise;
        } else {
          suffix[next[cell]] = otherwise;
          ends.set(next[cell], union(ends.get(next[cell]), ends.get(otherwise)));
          open.add(next[cell]);
        }
      }
    }
  }

  private static @Nullable BitSet union(@Nullable BitSet one, @Nullable BitSet other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    BitSet both = (BitSet) one.clone();
    both.or(other);
    return both;
  }

  /** What may be found in {@code line}, in order. */
  List<T> of(String line) {
    @Nullable BitSet found = null;
    int state = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      state = c < ASCII ? next[state * width + columns[c]] : 0;
      BitSet here = ends.get(state);
      if (here != null) {
        found = found == null ? (BitSet) always.clone() : found;
        found.or(here);
      }
    }
    BitSet those = found == null ? always : found;
    return those.isEmpty() ? List.of() : those.stream().mapToObj(things::get).toList();
  }
}
