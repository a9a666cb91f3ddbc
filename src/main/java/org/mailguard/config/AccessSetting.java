package org.mailguard.config;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Ports;

/** Who may connect. */
sealed interface AccessSetting extends Setting {

  /** A line of an access list: the order of these is kept. */
  sealed interface ListLine extends AccessSetting {
    String list();
  }

  /**
   * {@code access-list}.
   *
   * @param tcp false for {@code ip}, which has no ports
   * @param log null if the line has none
   */
  record Rule(
      String list,
      boolean permit,
      boolean tcp,
      Spec source,
      Ports sourcePorts,
      Spec destination,
      Ports destinationPorts,
      @Nullable Log log)
      implements ListLine {}

  /** {@code access-list ID remark}. */
  record Remark(String list, String text) implements ListLine {}

  /** {@code access-group}. */
  record Group(String list) implements AccessSetting {}

  /** Addresses as they are written. */
  sealed interface Spec {
    /** {@code any}, {@code any4}, {@code any6}. */
    enum Any implements Spec {
      ANY("any"),
      ANY4("any4"),
      ANY6("any6");

      private final String word;

      Any(String word) {
        this.word = word;
      }

      String word() {
        return word;
      }
    }

    record Host(InetAddress address) implements Spec {}

    /** {@code A MASK} or {@code A/BITS}. */
    record Net(InetAddress address, int prefix) implements Spec {}

    /** {@code interface outside}: the addresses of {@code ip address outside}. */
    record Outside() implements Spec {}
  }

  /**
   * {@code log} behind a rule. Read, kept and written.
   *
   * @param how a level's name, {@code disable}, {@code default} or empty
   * @param interval seconds between two lines for one flow
   */
  record Log(String how, int interval) {
    /** Of the device. */
    static final int DEFAULT_INTERVAL = 300;
  }
}
