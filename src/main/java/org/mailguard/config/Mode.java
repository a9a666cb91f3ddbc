package org.mailguard.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement may stand. The tree is written down here and nowhere else.
 *
 * <p>A line belongs to the mode on the way from the current one to {@link #GLOBAL} that knows its
 * first word. Seven words are known on two levels of one way ({@code ip}, {@code ipv6}, {@code
 * nameif}, {@code nat}, {@code service}, {@code ssh}, as on the device, and {@code monitor}); then
 * the second word tells them apart, and a test over the catalogue makes sure that it does. So a
 * line that is wrong in its arguments is never taken for a line of another mode.
 */
enum Mode {
  GLOBAL(null, "config", "outside of every map"),
  CLASS_MAP(GLOBAL, "config-cmap", "below class-map NAME"),
  POLICY_MAP(GLOBAL, "config-pmap", "below policy-map NAME"),
  POLICY_CLASS(POLICY_MAP, "config-pmap-c", "below class NAME inside a policy-map"),
  REGEX_CLASS(GLOBAL, "config-cmap", "below class-map type regex NAME"),
  INSPECTION_MAP(GLOBAL, "config-pmap", "below policy-map type inspect esmtp NAME"),
  MAP_PARAMETERS(INSPECTION_MAP, "config-pmap-p", "below parameters inside an inspection map"),
  MAP_MATCH(INSPECTION_MAP, "config-pmap-c", "below a match line inside an inspection map"),
  INTERFACE(GLOBAL, "config-if", "below interface NAME"),
  OBJECT_NETWORK(GLOBAL, "config-network-object", "below object network NAME"),
  OBJECT_SERVICE(GLOBAL, "config-service-object", "below object service NAME"),
  GROUP_NETWORK(GLOBAL, "config-network-object-group", "below object-group network NAME"),
  GROUP_SERVICE(GLOBAL, "config-service-object-group", "below object-group service NAME"),
  GROUP_PROTOCOL(GLOBAL, "config-protocol-object-group", "below object-group protocol NAME"),
  GROUP_ICMP(GLOBAL, "config-icmp-object-group", "below object-group icmp-type NAME"),
  TIME_RANGE(GLOBAL, "config-time-range", "below time-range NAME"),
  USER_ATTRIBUTES(GLOBAL, "config-username", "below username NAME attributes");

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
