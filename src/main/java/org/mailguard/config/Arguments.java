package org.mailguard.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a line filled into its grammar: the values of its arguments, and which keywords stood there.
 * What stood inside a labelled group is looked up under the label.
 */
final class Arguments {
  private final String label;
  private final Map<String, List<Object>> found;

  private Arguments(String label, Map<String, List<Object>> found) {
    this.label = label;
    this.found = found;
  }

  /** Of the tokens that a line matched, each with the value that its word became. */
  static Arguments of(Iterable<Filled> filled) {
    Map<String, List<Object>> found = new LinkedHashMap<>();
    for (Filled one : filled) {
      found
          .computeIfAbsent(key(one.token().label(), one.token().shown()), key -> new ArrayList<>(1))
          .add(one.value());
    }
    return new Arguments("", found);
  }

  /** One token and its value; a keyword is its own value. */
  record Filled(Token token, Object value) {}

  private static String key(String label, String shown) {
    return label + ':' + shown;
  }

  /** The part of the line inside the groups with this label. */
  Arguments in(String group) {
    return new Arguments(group, found);
  }

  boolean has(String keyword) {
    return found.containsKey(key(label, keyword));
  }

  /** True if {@code token} of the grammar has a word of the line. */
  boolean mentions(Token token) {
    return found.containsKey(key(token.label(), token.shown()));
  }

  /** The first value of the argument that has this name in the grammar. */
  Optional<Object> value(String name) {
    return found.getOrDefault(key(label, '<' + name + '>'), List.of()).stream().findFirst();
  }

  <V> @Nullable V find(Argument<V> argument) {
    List<V> all = all(argument);
    return all.isEmpty() ? null : all.getFirst();
  }

  /** The values of an argument that the grammar repeats, in their order. */
  <V> List<V> all(Argument<V> argument) {
    return found.getOrDefault(key(label, '<' + argument.name() + '>'), List.of()).stream()
        .map(argument.kind().type()::cast)
        .toList();
  }

  <V> V find(Argument<V> argument, V otherwise) {
    V value = find(argument);
    return value == null ? otherwise : value;
  }

  /** Of an argument that the grammar does not let be missing. */
  <V> V get(Argument<V> argument) {
    V value = find(argument);
    if (value == null) {
      throw new IllegalStateException("the grammar lets <" + argument.name() + "> be missing");
    }
    return value;
  }

  /** True if everything that is filled in here is filled in there with the same value. */
  boolean isPartOf(Arguments other) {
    return other.found.entrySet().containsAll(found.entrySet());
  }
}
