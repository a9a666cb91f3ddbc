package org.mailguard.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.SourceText.Word;

/** A configuration while it is read: a tree of settings that still know where they were written. */
final class Candidate {
  private static final String TAKES_PLACE = "takes the place of ";
  private static final String SAYS_THE_SAME = "says the same as ";

  private final Branch root = new Branch();

  /** What stands below a setting, or on the outermost level. */
  static sealed class Branch {
    private final List<Node> children = new ArrayList<>();
    private final Map<Key, Node> byIdentity = new HashMap<>();
    private final Map<Group, Integer> inGroup = new HashMap<>();
    private boolean doubtful;

    /** Those among which a position counts. */
    private record Group(String firstWord, Object group) {}

    /** What only one of the children can have. */
    private record Key(Object rivalry, Object identity) {
      static Key of(Statement<?> statement, Setting setting) {
        return new Key(statement.rivalry(), statement.identity(setting));
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

    /** A line that belongs here was not understood. */
    void doubt() {
      doubtful = true;
    }

    /** True if something may be missing here that was meant to be said. */
    boolean isDoubtful() {
      return doubtful;
    }

    List<Node> children() {
      return Collections.unmodifiableList(children);
    }

    private void insert(Node node, @Nullable Integer position) {
      Group group = node.group;
      if (position == null || position > inGroup.getOrDefault(group, 0)) {
        children.add(node);
      } else {
        children.add(place(group, position), node);
      }
      byIdentity.put(Key.of(node.statement, node.setting), node);
      inGroup.merge(group, 1, Integer::sum);
    }

    /** Before the one that has the wanted position in the node's group, or at the end. */
    private int place(Group group, int position) {
      int before = 0;
      for (int i = 0; i < children.size(); i++) {
        if (children.get(i).group.equals(group) && ++before == position) {
          return i;
        }
      }
      return children.size();
    }

    private void remove(Node node) {
      children.remove(node);
      inGroup.merge(node.group, -1, Integer::sum);
    }

    private List<Node> removeIf(Predicate<Node> named) {
      List<Node> removed = children.stream().filter(named).toList();
      children.removeAll(Set.copyOf(removed));
      byIdentity.values().removeAll(Set.copyOf(removed));
      removed.forEach(node -> inGroup.merge(node.group, -1, Integer::sum));
      return removed;
    }
  }

  /** One setting, where it was written, and what stands below it. */
  static final class Node extends Branch {
    private final Statement<?> statement;
    private final Setting setting;
    private final Branch.Group group;
    private final List<Location> places = new ArrayList<>(1);

    Node(Statement<?> statement, Setting setting, Location where) {
      this.statement = statement;
      this.setting = setting;
      this.group = new Branch.Group(Catalogue.firstWord(statement), statement.group(setting));
      places.add(where);
    }

    Setting setting() {
      return setting;
    }

    /** Where it was written: a line that others follow may be written more than once. */
    List<Location> places() {
      return places;
    }
  }

  /** A setting of a known type and its node. */
  record Found<T extends Setting>(T setting, Node node) {
    Location where() {
      return node.places.getFirst();
    }
  }

  /**
   * What came of adding a line.
   *
   * @param node where lines below it go
   * @param remark what should be said about it
   * @param replaced whose place it took, or itself if it was left out
   */
  record Added(Node node, Optional<Problem> remark, Optional<Node> replaced) {}

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
      return new Added(node, Optional.empty(), Optional.empty());
    }
    Node other = rival.get();
    String earlier = "line " + other.places.getFirst().line();
    boolean same = setting.equals(other.setting);
    if (statement.isHead() && same) {
      other.places.add(where);
      return new Added(other, Optional.empty(), Optional.empty());
    }
    if (statement.once() || statement.isHead()) {
      String message = "there is one already, in " + earlier;
      String expected =
          statement.isHead() ? "another name, or that line away" : "one of the two lines";
      return new Added(node, Optional.of(where.error(message, expected, "")), Optional.empty());
    }
    if (same && !statement.single()) {
      // The earlier one keeps its place: in an access list the order decides.
      return new Added(
          node,
          Optional.of(where.warning("left out: says the same as " + earlier)),
          Optional.of(node));
    }
    parent.remove(other);
    parent.insert(node, position);
    return new Added(
        node, Optional.of(where.warning((same ? SAYS_THE_SAME : TAKES_PLACE) + earlier)), rival);
  }

  /** True if the warning says no more than that a line took the place of another. */
  static boolean tellsOfRival(Problem warning) {
    return warning.message().startsWith(TAKES_PLACE) || warning.message().startsWith(SAYS_THE_SAME);
  }

  /**
   * Takes away the lines below {@code parent} that {@code no} and the matched words name, and
   * returns them.
   */
  static List<Node> remove(
      Branch parent, Matcher.Outcome.Matched<Statement<?>> matched, Names names) {
    if (matched.whole()) {
      Setting whole = matched.statement().read(matched.arguments());
      if (matched.statement().isHead()) {
        // Of a line that others follow its name is enough: no object-group service PORTS.
        Branch.Key key = Branch.Key.of(matched.statement(), whole);
        return parent.removeIf(node -> Branch.Key.of(node.statement, node.setting).equals(key));
      }
      return parent.removeIf(node -> node.setting.equals(whole));
    }
    return parent.removeIf(node -> agrees(matched, node, names));
  }

  /** Takes away all lines below {@code parent} that say something of this type. */
  static List<Node> removeAll(Branch parent, Class<? extends Setting> type) {
    return parent.removeIf(node -> type.isInstance(node.setting));
  }

  /** True if the node, written as a line, has all the words that the short form names. */
  private static boolean agrees(
      Matcher.Outcome.Matched<Statement<?>> matched, Node node, Names names) {
    Statement<?> statement = node.statement;
    if (!Catalogue.firstWord(statement).equals(Catalogue.firstWord(matched.statement()))) {
      return false;
    }
    String line = statement.write(node.setting, names);
    List<Word> words = SourceText.words(line);
    boolean negated = words.getFirst().text().equals("no");
    List<Word> own = negated ? words.subList(1, words.size()) : words;
    return Matcher.<Statement<?>>match(
                List.of(statement), false, new Location(1, 1, line), own, names)
            instanceof Matcher.Outcome.Matched<Statement<?>> written
        && matched.arguments().isPartOf(written.arguments());
  }

  /**
   * Puts the lines in the order in which they are written; lines of one first word keep theirs, but
   * for groups that have others in them.
   */
  void sort() {
    sort(root);
    List<Node> arranged = GroupReferences.arranged(root.children);
    root.children.clear();
    root.children.addAll(arranged);
  }

  private static void sort(Branch branch) {
    Map<Statement<?>, Integer> ranks = new HashMap<>();
    branch.children.sort(
        Comparator.comparingInt(child -> ranks.computeIfAbsent(child.statement, Catalogue::rank)));
    branch.children.forEach(Candidate::sort);
  }

  /** The tree without the places. */
  List<Entry> entries() {
    return entries(root);
  }

  private static List<Entry> entries(Branch branch) {
    return branch.children.stream()
        .map(child -> new Entry(child.statement, child.setting, entries(child)))
        .toList();
  }
}
