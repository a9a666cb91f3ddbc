package org.mailguard.policy;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a laboratory puts in place of the guard's session, so that a symptom and its cure can be
 * shown. Nothing of it is ever in force by default.
 *
 * @param defects of an old release, each of its own; those of a policy without a release do nothing
 * @param box a firewall of another make, or null
 */
public record Laboratory(Set<Defect> defects, @Nullable Box box) {

  public static final Laboratory NONE = new Laboratory(Set.of(), null);

  public Laboratory {
    defects = defects.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(defects));
  }

  /** True if a session is to be had that is not the guard's. */
  public boolean isInForce() {
    return box != null || !defects.isEmpty();
  }

  /** A fault of the old Mailguards (reference: cisco-mailguard 1, 5, 12). */
  public enum Defect {
    /** Each TCP segment is judged alone: a Telnet client in character mode gets nowhere. */
    SEGMENTS,
    /** An end mark that lies in two segments is missed (CSCds90792). */
    SPLIT_MARK,
    /** After a NOOP mail data is taken for commands (CSCdk46673). */
    NOOP,
    /** The client's DATA alone opens the box until the next end mark (CVE-2000-1022). */
    DATA,
    /**
     * As {@link #DATA}, but for the second DATA of a session: the regression of it (CSCdu47003).
     */
    DATA_AGAIN,
    /** The second line of a greeting loses its code. */
    GREETING_LINES;

    /** As in the configuration: {@code split-mark}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A firewall of another make, modelled from public descriptions. */
  public enum Box {
    WATCHGUARD("WatchGuard Firebox"),
    CHECKPOINT("Check Point Security Server"),
    RAPTOR("Raptor, later Symantec Enterprise Firewall");

    private final String product;

    Box(String product) {
      this.product = product;
    }

    public String product() {
      return product;
    }

    /** As in the configuration. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
