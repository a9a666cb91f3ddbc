package org.mailguard.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement may stand. The tree is written down here and nowhere else.
 *
 * <p>A line belongs to the mode on the way from the current one to {@link #GLOBAL} that knows its
 * first word. The first words of the modes on one way are disjoint (a test over the catalogue), so
 * this is a look-up and not an attempt: a line that is wrong in its arguments is never tried in
 * another mode, and what a mode's words mean does not change when another mode gets new ones.
 */
enum Mode {
  GLOBAL(null, "config", "outside of every map"),
  CLASS_MAP(GLOBAL, "config-cmap", "below class-map NAME"),
  POLICY_MAP(GLOBAL, "config-pmap", "below policy-map NAME"),
  POLICY_CLASS(POLICY_MAP, "config-pmap-c", "below class NAME inside a policy-map");

  private final @Nullable Mode parent;
  private final String prompt;
  private final String where;

  Mode(@Nullable Mode parent, String prompt, String where) {
    this.parent = parent;
    this.prompt = prompt;
    this.where = where;
  }

  /** What the device's prompt shows in parentheses. */
  String prompt() {
    return prompt;
  }

  /** For people: where its lines stand. */
  String where() {
    return where;
  }

  /** 0 for {@link #GLOBAL}: so many blanks stand before its lines. */
  int depth() {
    return parent == null ? 0 : parent.depth() + 1;
  }

  /** This mode, its parent and so on, {@link #GLOBAL} last. */
  List<Mode> way() {
    List<Mode> way = new ArrayList<>();
    for (Mode mode = this; mode != null; mode = mode.parent) {
      way.add(mode);
    }
    return way;
  }
}
