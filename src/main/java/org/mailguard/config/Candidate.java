package org.mailguard.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.SourceText.Word;

/** A configuration while it is read: a tree of settings that still know where they were written. */
final class Candidate {
  private final Branch root = new Branch();

  /** What stands below a setting, or on the outermost level. */
  static sealed class Branch {
    private final List<Node> children = new ArrayList<>();
    private final Map<Key, Node> byIdentity = new HashMap<>();

    /** What only one of the children can have. */
    private record Key(Statement<?> statement, Object identity) {
      static Key of(Statement<?> statement, Setting setting) {
        return new Key(statement, statement.identity(setting));
      }
    }

    /** The children that are of {@code type}, in order. */
    <T extends Setting> List<Found<T>> all(Class<T> type) {
      List<Found<T>> found = new ArrayList<>();
      for (Node child : children) {
        if (type.isInstance(child.setting)) {
          found.add(new Found<>(type.cast(child.setting), child));
        }
      }
      return found;
    }

    /** The last child of {@code type}: of single statements the only one. */
    <T extends Setting> Optional<Found<T>> last(Class<T> type) {
      List<Found<T>> all = all(type);
      return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    private Optional<Node> rival(Node node) {
      return Optional.ofNullable(byIdentity.get(Key.of(node.statement, node.setting)));
    }

    private void insert(Node node, @Nullable Integer position) {
      children.add(position == null ? children.size() : place(node, position), node);
      byIdentity.put(Key.of(node.statement, node.setting), node);
    }

    /** Before the one that has the wanted position in the node's group, or at the end. */
    private int place(Node node, int position) {
      int before = 0;
      for (int i = 0; i < children.size(); i++) {
        if (children.get(i).isInGroupOf(node) && ++before == position) {
          return i;
        }
      }
      return children.size();
    }

    private boolean removeIf(Predicate<Setting> named) {
      byIdentity.values().removeIf(child -> named.test(child.setting));
      return children.removeIf(child -> named.test(child.setting));
    }
  }

  /** One setting, where it was written, and what stands below it. */
  static final class Node extends Branch {
    private final Statement<?> statement;
    private final Setting setting;
    private final Location where;

    Node(Statement<?> statement, Setting setting, Location where) {
      this.statement = statement;
      this.setting = setting;
      this.where = where;
    }

    private boolean isInGroupOf(Node other) {
      return Catalogue.firstWord(statement).equals(Catalogue.firstWord(other.statement))
          && statement.group(setting).equals(other.statement.group(other.setting));
    }
  }

  /** A setting of a known type and its node. */
  record Found<T extends Setting>(T setting, Node node) {
    Location where() {
      return node.where;
    }
  }

  /** What came of adding a line: where lines below it go, and what should be said about it. */
  record Added(Node node, Optional<Problem> remark) {}

  Branch root() {
    return root;
  }

  /**
   * Adds a line below {@code parent}.
   *
   * @param position as the line asks for, from 1, or null
   */
  static Added add(
      Branch parent,
      Statement<?> statement,
      Setting setting,
      @Nullable Integer position,
      Location where) {
    Node node = new Node(statement, setting, where);
    Optional<Node> rival = parent.rival(node);
    if (rival.isEmpty()) {
      parent.insert(node, position);
      return new Added(node, Optional.empty());
    }
    String earlier = "line " + rival.get().where.line();
    if (statement.opens() != null) {
      return new Added(rival.get(), Optional.empty());
    }
    if (statement.once()) {
      return new Added(node, Optional.of(where.error("there is one already, in " + earlier)));
    }
    boolean same = setting.equals(rival.get().setting);
    if (same && !statement.single()) {
      // The earlier one keeps its place: in an access list the order decides.
      return new Added(node, Optional.of(where.warning("left out: says the same as " + earlier)));
    }
    parent.children.remove(rival.get());
    parent.insert(node, position);
    String remark = same ? "says the same as " : "takes the place of ";
    return new Added(node, Optional.of(where.warning(remark + earlier)));
  }

  /**
   * Takes away the lines below {@code parent} that {@code no} and the matched words name; true if
   * there was one.
   */
  static boolean remove(Branch parent, Matcher.Outcome.Matched matched) {
    Predicate<Setting> named;
    if (matched.whole()) {
      Setting whole = matched.statement().read(matched.arguments());
      named = whole::equals;
    } else {
      named = setting -> agrees(matched, setting);
    }
    return parent.removeIf(named);
  }

  /** True if the setting, written as a line, has all the words that the short form names. */
  private static boolean agrees(Matcher.Outcome.Matched matched, Setting setting) {
    Statement<?> statement = Catalogue.of(setting);
    if (!Catalogue.firstWord(statement).equals(Catalogue.firstWord(matched.statement()))) {
      return false;
    }
    String line = statement.write(setting);
    List<Word> words = SourceText.words(line);
    boolean negated = words.getFirst().text().equals("no");
    List<Word> own = negated ? words.subList(1, words.size()) : words;
    return Matcher.match(List.of(statement), false, new Location(1, 1, line), own)
            instanceof Matcher.Outcome.Matched written
        && matched.arguments().isPartOf(written.arguments());
  }

  /** Puts the lines in the order in which they are written; lines of one first word keep theirs. */
  void sort() {
    sort(root);
  }

  private static void sort(Branch branch) {
    branch.children.sort(Comparator.comparingInt(child -> Catalogue.rank(child.setting)));
    branch.children.forEach(Candidate::sort);
  }

  /** The tree without the places. */
  List<Entry> entries() {
    return entries(root);
  }

  private static List<Entry> entries(Branch branch) {
    return branch.children.stream().map(child -> new Entry(child.setting, entries(child))).toList();
  }
}
