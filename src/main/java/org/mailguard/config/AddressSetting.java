package org.mailguard.config;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Interfaces, where the guard listens, and which servers stand behind it. */
sealed interface AddressSetting extends Setting {

  /** {@code names} and its {@code no}: whether labels stand for addresses. */
  record LabelsHold(boolean on) implements AddressSetting {}

  /**
   * {@code name}.
   *
   * @param description empty if the line has none
   */
  record Label(InetAddress address, String label, String description) implements AddressSetting {}

  /** {@code nameif} of the PIX: a name and a level for a piece of hardware. */
  record HardwareName(String hardware, String name, int level) implements AddressSetting {}

  /** {@code interface} of the PIX, with its speed. */
  record Hardware(String hardware, String settings) implements AddressSetting {}

  /** {@code interface} of the ASA; the lines below it follow. */
  record InterfaceBlock(String hardware) implements AddressSetting {}

  /** {@code nameif} below {@code interface}. */
  record InterfaceName(String name) implements AddressSetting {}

  /** {@code security-level} below {@code interface}. */
  record InterfaceLevel(int level) implements AddressSetting {}

  /**
   * An address below {@code interface}.
   *
   * @param address null for one that the device gets by DHCP or PPPoE
   * @param prefix bits of the mask, or {@link #NO_PREFIX}
   * @param standby of the other box of a pair, or null
   */
  record OwnAddress(@Nullable InetAddress address, int prefix, @Nullable InetAddress standby)
      implements AddressSetting {
    static final int NO_PREFIX = -1;

    boolean isV6() {
      return address != null && address.getAddress().length == 16;
    }
  }

  /** An IPv6 address that nothing can be published at, as it is written. */
  record OtherAddress6(String text) implements AddressSetting {}

  /** {@code ip address INTERFACE}. */
  record InterfaceAddress(String name, OwnAddress address) implements AddressSetting {}

  /** {@code same-security-traffic permit}. */
  record SameLevel(boolean interInterface) implements AddressSetting {}

  /**
   * Between which interfaces a translation lies.
   *
   * @param real where the server is
   * @param mapped where clients come from
   */
  record Pair(String real, String mapped) {
    @Override
    public String toString() {
      return "(" + real + "," + mapped + ")";
    }
  }

  /** What stands behind a {@code static}. */
  sealed interface Behind {
    /** A name, or an address as {@link AddressText} prints it. */
    record Server(String server) implements Behind {}

    /** The source in an access list, for the peers that are its destination. */
    record ByList(String list) implements Behind {}
  }

  /**
   * {@code static}.
   *
   * @param protocol {@code tcp}, {@code udp}, or empty for every port
   * @param global null stands for {@code interface}
   * @param globalPort 0 if there is no protocol
   * @param serverPort 0 if there is no protocol, or a list says it
   * @param prefix bits of the netmask; 32 is one address
   */
  record Static(
      Pair pair,
      String protocol,
      @Nullable InetAddress global,
      int globalPort,
      Behind behind,
      int serverPort,
      int prefix,
      Bounds bounds)
      implements AddressSetting {}

  /**
   * The tail of a {@code static}.
   *
   * @param connections at once; 0 is no limit
   * @param embryonic half-open connections; 0 is no limit
   * @param flags {@code dns} and {@code norandomseq}, which mean nothing to a proxy
   */
  record Bounds(int connections, int embryonic, String flags) {
    static final Bounds NONE = new Bounds(0, 0, "");
  }

  /** {@code mailhost}: a server, published with its permit, on the mail port. */
  record MailHost(Pair pair, InetAddress first, InetAddress second, int connections, int embryonic)
      implements AddressSetting {}

  /**
   * What clients connect to in {@code nat ... static}: an address, the address of the interface, or
   * what an object stands for.
   */
  sealed interface Mapped {
    record Interface() implements Mapped {}

    record Address(InetAddress address) implements Mapped {}

    record Named(String object) implements Mapped {}
  }

  /**
   * {@code nat} below {@code object network}.
   *
   * @param service null for every port
   * @param flags {@code dns no-proxy-arp route-lookup}, as far as they are there
   */
  record ObjectNat(Pair pair, Mapped mapped, @Nullable Service service, String flags)
      implements AddressSetting {}

  /** Ports of a {@code nat ... service}. */
  record Service(String protocol, int real, int mapped) {}

  /**
   * {@code nat ... source static}, "twice NAT".
   *
   * @param afterAuto true if the translations of objects come first
   * @param real object of the server
   * @param destination true if it is for some peers only, which is how tunnels are left out
   * @param service objects of the server's port and of the port that clients connect to, or null
   */
  record TwiceNat(
      Pair pair,
      boolean afterAuto,
      String real,
      Mapped mapped,
      @Nullable Peers destination,
      @Nullable ServicePair service,
      String flags,
      boolean inactive,
      String description)
      implements AddressSetting {}

  /** Behind {@code destination static}: mapped first, as on the device. */
  record Peers(Mapped mapped, String real) {}

  /** Behind {@code service}. */
  record ServicePair(String real, String mapped) {}

  /** {@code conduit}: the server's side stands first. */
  record Conduit(
      boolean permit,
      AccessSetting.Protocol protocol,
      AccessSetting.Spec global,
      AccessSetting.PortSpec globalPorts,
      AccessSetting.Spec foreign,
      AccessSetting.PortSpec foreignPorts)
      implements AddressSetting {}

  /** {@code conduit} of a protocol that carries no mail, as written. */
  record OtherConduit(boolean permit, String protocol, String rest) implements AddressSetting {}
}
