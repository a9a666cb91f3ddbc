package org.mailguard.policy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a laboratory puts in place of the guard's session, so that a symptom and its cure can be
 * shown. Nothing of it is ever in force by default.
 *
 * @param defects of an old release, each of its own; those of a policy without a release do nothing
 * @param firewall of another make, or null
 */
public record Laboratory(Set<Defect> defects, @Nullable Firewall firewall) {

  public static final Laboratory NONE = new Laboratory(Set.of(), null);

  public Laboratory {
    defects = defects.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(defects));
  }

  /** True if a session is to be had that is not the guard's. */
  public boolean isInForce() {
    return firewall != null || !defects.isEmpty();
  }

  /**
   * A fault of the old Mailguards, and the releases that had it in some of their versions
   * (reference: cisco-mailguard 1, 5, 12; fingerprints 2.1).
   */
  public enum Defect {
    /**
     * Each TCP segment is judged alone: a Telnet client in character mode gets nowhere. Documented
     * for the ASA, and inferred for the PIX, whose Telnet symptom is documented.
     */
    SEGMENTS,
    /**
     * An end mark that lies in two segments is missed (CSCds90792). Documented for "certain
     * versions" of the PIX about 2001; which, is inferred.
     */
    SPLIT_MARK,
    /** After a NOOP mail data is taken for commands (CSCdk46673). Documented for 4.2(2). */
    NOOP,
    /**
     * The client's DATA alone opens the box until the next end mark (CVE-2000-1022). Documented up
     * to 4.4(6), 5.0(3), 5.1(3) and 5.2(2).
     */
    DATA,
    /**
     * As {@link #DATA}, but for the second DATA of a session: the regression of it (CSCdu47003).
     * Documented for 5.2(4), 5.2(5) and 6.0(1); that it took two is observed of some filters.
     */
    DATA_AGAIN,
    /**
     * The second line of a greeting loses its code. Observed of the PIX, without a release; only
     * those from 4.4 on write asterisks.
     */
    GREETING_LINES;

    /** True if a version of the release had it. */
    public boolean isOf(Release release) {
      boolean pix = release.compareTo(Release.P51) <= 0;
      return switch (this) {
        case SEGMENTS -> true;
        case SPLIT_MARK -> pix && release != Release.P40;
        case NOOP -> release == Release.P42;
        case DATA -> pix;
        case DATA_AGAIN -> release == Release.P51;
        case GREETING_LINES -> release == Release.P44 || release == Release.P51;
      };
    }

    /** All that a release had, in one version or another. */
    public static Set<Defect> of(Release release) {
      return Arrays.stream(values())
          .filter(defect -> defect.isOf(release))
          .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As in the configuration: {@code split-mark}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A firewall of another make, modelled from public descriptions. Limits are recipients of one
   * message, 0 for none.
   */
  public sealed interface Firewall {
    /** As in the configuration. */
    String word();

    /** For people. */
    String product();

    /** True if it speaks ESMTP, which all of them could be told to. */
    boolean esmtp();

    /**
     * It loses recipients.
     *
     * @param recipients that pass; those behind them are lost
     */
    record Watchguard(boolean esmtp, int recipients) implements Firewall {
      @Override
      public String word() {
        return "watchguard";
      }

      @Override
      public String product() {
        return "WatchGuard Firebox";
      }
    }

    /** It knows no limit. */
    record Checkpoint(boolean esmtp) implements Firewall {
      @Override
      public String word() {
        return "checkpoint";
      }

      @Override
      public String product() {
        return "Check Point Security Server";
      }
    }

    /**
     * It has two limits.
     *
     * @param soft limit, behind which recipients are put off
     * @param hard limit, behind which all is denied
     */
    record Raptor(boolean esmtp, int soft, int hard) implements Firewall {
      @Override
      public String word() {
        return "raptor";
      }

      @Override
      public String product() {
        return "Raptor, later Symantec Enterprise Firewall";
      }
    }
  }
}
