package org.mailguard.config;

import java.net.InetAddress;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.AccessSetting.PortSpec;
import org.mailguard.config.AccessSetting.Spec;

/** What has a name and is used by other lines: objects, groups of them, time ranges. */
sealed interface ObjectSetting extends Setting {

  /** {@code object network}. */
  record Network(String name) implements ObjectSetting {}

  /** What an {@code object network} is; it has one of these. */
  sealed interface NetworkContent extends ObjectSetting {
    /** {@code host}. */
    record Host(InetAddress address) implements NetworkContent {}

    /** {@code subnet}. */
    record Subnet(InetAddress address, int prefix) implements NetworkContent {}

    /** {@code range}, both ends included. */
    record Range(InetAddress low, InetAddress high) implements NetworkContent {}

    /** {@code fqdn}; {@code family} is {@code v4}, {@code v6} or empty. */
    record Fqdn(String family, String name) implements NetworkContent {}
  }

  /** {@code object service}. */
  record ServiceObject(String name) implements ObjectSetting {}

  /** What an {@code object service} is. */
  record ServiceContent(Service service) implements ObjectSetting {}

  /**
   * A protocol and its ports.
   *
   * @param protocol {@code tcp}, {@code udp}, {@code tcp-udp}, or another with ports of its own in
   *     {@code rest}
   * @param rest of a protocol without ports, as written; else empty
   */
  record Service(String protocol, PortSpec source, PortSpec destination, String rest) {}

  /** {@code description} inside any of these. */
  record Description(String text) implements ObjectSetting {}

  /**
   * {@code object-group}.
   *
   * @param protocol of a service group whose members are ports: {@code tcp}, {@code udp}, {@code
   *     tcp-udp}; else empty
   */
  record Group(Names.GroupType type, String name, String protocol) implements ObjectSetting {}

  /** A line inside an object-group. */
  sealed interface Member extends ObjectSetting {
    /** {@code network-object}. */
    record OfNetwork(Spec spec) implements Member {}

    /** {@code port-object}. */
    record OfPorts(PortSpec ports) implements Member {}

    /** {@code service-object}. */
    record OfService(Service service) implements Member {}

    /** {@code service-object object}. */
    record OfServiceObject(String name) implements Member {}

    /** {@code protocol-object}. */
    record OfProtocol(String protocol) implements Member {}

    /** {@code icmp-object}. */
    record OfIcmp(String type) implements Member {}

    /** {@code group-object}: the members of another group of the same type. */
    record OfGroup(String name) implements Member {}
  }

  /** {@code time-range}. */
  record Times(String name) implements ObjectSetting {}

  /** {@code absolute}; null for no bound on that side. */
  record Absolute(@Nullable LocalDateTime start, @Nullable LocalDateTime end)
      implements ObjectSetting {}

  /**
   * {@code periodic}.
   *
   * @param days {@code daily}, {@code weekdays}, {@code weekend}, or empty
   * @param each days by name, if {@code days} is empty
   * @param until the day on which it ends, or null for the same day
   */
  record Periodic(
      String days, List<DayOfWeek> each, LocalTime from, LocalTime to, @Nullable DayOfWeek until)
      implements ObjectSetting {
    public Periodic {
      each = List.copyOf(each);
    }
  }
}
