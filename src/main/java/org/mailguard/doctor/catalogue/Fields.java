package org.mailguard.doctor.catalogue;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.catalogue.Block.Entry;

/** Reads the values of one block, and says of each what is wrong with it. */
final class Fields {
  private final Block block;
  private final Problems problems;

  Fields(Block block, Problems problems, Set<String> keys) {
    this.block = block;
    this.problems = problems;
    for (Entry entry : block.entries()) {
      if (!keys.contains(entry.key())) {
        problems.add(
            entry.line(),
            1,
            "there is no " + entry.key() + " in a " + block.kind() + ", only " + keys);
      }
    }
  }

  /**
   * The only value of {@code key}; {@code otherwise} where it is not there, or a problem if null.
   */
  String one(String key, @Nullable String otherwise) {
    List<Entry> found = block.all(key);
    if (found.size() > 1) {
      problems.add(found.get(1).line(), 1, "a second " + key);
    }
    if (!found.isEmpty()) {
      return found.getFirst().value();
    }
    if (otherwise == null) {
      problems.add(block.line(), 1, block.id() + " has no " + key);
      return "";
    }
    return otherwise;
  }

  /** A problem if there is no {@code key} at all. */
  void some(String key) {
    if (block.all(key).isEmpty()) {
      problems.add(block.line(), 1, block.id() + " has no " + key);
    }
  }

  List<Entry> all(String key) {
    return block.all(key);
  }

  /** The only value of {@code key}, read; {@code otherwise} stands for what cannot be. */
  <T> T one(String key, T otherwise, Function<String, @Nullable T> reader) {
    String value = one(key, null);
    T read = reader.apply(value);
    if (read == null && !value.isEmpty()) {
      Entry entry = block.all(key).getFirst();
      problems.add(entry.line(), entry.column(), value + " is no " + key);
    }
    return read == null ? otherwise : read;
  }

  void problem(Entry entry, String problem) {
    problems.add(entry.line(), entry.column(), problem);
  }
}
