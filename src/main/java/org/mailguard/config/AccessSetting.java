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
   * @param v6 true for {@code ipv6 access-list}
   */
  record Rule(
      boolean v6,
      String list,
      boolean permit,
      Protocol protocol,
      Spec source,
      PortSpec sourcePorts,
      Spec destination,
      PortSpec destinationPorts,
      Tail tail)
      implements ListLine {}

  /** A rule on a protocol that carries no mail; {@code rest} is everything behind it. */
  record OtherRule(boolean v6, String list, boolean permit, String protocol, String rest)
      implements ListLine {}

  /** {@code access-list ID remark}. */
  record Remark(boolean v6, String list, String text) implements ListLine {}

  /** {@code access-list ID compiled}; without a list {@code access-list compiled}. */
  record Compiled(@Nullable String list) implements AccessSetting {}

  /** {@code access-list deny-flow-max}. */
  record DenyFlowMax(int flows) implements AccessSetting {}

  /** {@code access-list alert-interval}, in seconds. */
  record AlertInterval(int seconds) implements AccessSetting {}

  /** {@code access-group}. */
  record Group(String list, Where where) implements AccessSetting {}

  /** Where a list is bound. */
  sealed interface Where {
    record In(String name) implements Where {}

    record Out(String name) implements Where {}

    record Everywhere() implements Where {}

    /** Connections to the box itself, which this is not about. */
    record ControlPlane(String name) implements Where {}
  }

  /** The protocol of a rule that may be about mail. */
  sealed interface Protocol {
    record Tcp() implements Protocol {}

    record Ip() implements Protocol {}

    /** {@code object-group}, of protocols or of services. */
    record ByGroup(String name) implements Protocol {}

    /** {@code object}, of a service. */
    record ByObject(String name) implements Protocol {}
  }

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

    /** {@code interface IF}: the addresses of an interface. */
    record OfInterface(String name) implements Spec {}

    record OfObject(String name) implements Spec {}

    record OfGroup(String name) implements Spec {}
  }

  /** Ports as they are written. */
  sealed interface PortSpec {
    PortSpec ALL = new These(new Ports.All());

    record These(Ports ports) implements PortSpec {}

    record OfGroup(String name) implements PortSpec {}
  }

  /**
   * What a rule says besides protocol, addresses and ports.
   *
   * @param identity whom the source must be logged in as, as written, or empty
   * @param log null if the line has none
   * @param timeRange null for always
   */
  record Tail(String identity, @Nullable Log log, @Nullable String timeRange, boolean inactive) {}

  /**
   * {@code log} behind a rule.
   *
   * @param how a level's name, {@code disable}, {@code default} or empty
   * @param interval seconds between two lines for one flow
   */
  record Log(String how, int interval) {
    /** Of the device. */
    static final int DEFAULT_INTERVAL = 300;
  }
}
