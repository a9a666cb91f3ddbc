package org.mailguard.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.AccessSetting.PortSpec;
import org.mailguard.config.AddressSetting.Mapped;
import org.mailguard.config.AddressSetting.ObjectNat;
import org.mailguard.config.AddressSetting.Pair;
import org.mailguard.config.AddressSetting.Peers;
import org.mailguard.config.AddressSetting.ServicePair;
import org.mailguard.config.AddressSetting.TwiceNat;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.ObjectSetting.Network;
import org.mailguard.config.ObjectSetting.NetworkContent;
import org.mailguard.config.ObjectSetting.Service;
import org.mailguard.policy.AccessEntry;
import org.mailguard.policy.AccessList;
import org.mailguard.policy.AccessMatch;
import org.mailguard.policy.AddressSet;
import org.mailguard.policy.Ports;

/**
 * Which servers the lines since ASA 8.3 publish: {@code nat} below an object, and {@code nat ...
 * source static}.
 */
final class NatTranslations {
  private final Interfaces interfaces;
  private final Objects objects;
  private final Names names;
  private final Ledger ledger;
  private final List<Translated> all = new ArrayList<>();

  /** What clients connect to and what stands behind it. */
  private record Ends(@Nullable InetAddress mapped, String server, boolean network) {}

  NatTranslations(Branch root, Interfaces interfaces, Objects objects, Names names, Ledger ledger) {
    this.interfaces = interfaces;
    this.objects = objects;
    this.names = names;
    this.ledger = ledger;
    // Those before the objects' own come first, as on the device, and those behind them last.
    List<Found<TwiceNat>> twice = root.all(TwiceNat.class);
    twice.stream().filter(line -> !line.setting().afterAuto()).forEach(this::readTwice);
    for (Found<Network> object : root.all(Network.class)) {
      object.node().last(ObjectNat.class).ifPresent(nat -> readObject(object, nat));
    }
    twice.stream().filter(line -> line.setting().afterAuto()).forEach(this::readTwice);
  }

  List<Translated> all() {
    return all;
  }

  private void readObject(Found<Network> object, Found<ObjectNat> line) {
    ObjectNat nat = line.setting();
    require(nat.pair(), line.where());
    AddressSetting.Service service = nat.service();
    if (service != null && service.protocol().equals("udp")) {
      ledger.notUsed(line.node(), "udp carries no mail");
      return;
    }
    List<Ends> ends = ends(object.setting().name(), nat.mapped(), line.node(), line.where());
    for (Ends one : ends) {
      add(
          line.node(),
          line.where(),
          nat.pair(),
          one,
          service == null ? 0 : service.mapped(),
          service == null ? 0 : service.real(),
          null);
    }
  }

  private void readTwice(Found<TwiceNat> line) {
    TwiceNat nat = line.setting();
    if (nat.inactive()) {
      ledger.notUsed(line.node(), "inactive");
      return;
    }
    require(nat.pair(), line.where());
    if (nat.flags().contains("unidirectional")) {
      ledger.notUsed(line.node(), "connections from the server outwards only");
      return;
    }
    if (nat.mapped() instanceof Mapped.Named(String mapped) && mapped.equals(nat.real())) {
      ledger.notUsed(line.node(), Translations.SAME_ADDRESS);
      return;
    }
    ServicePair service = nat.service();
    int real = service == null ? 0 : port(service.real(), line.where());
    int mapped = service == null ? 0 : port(service.mapped(), line.where());
    if (service != null && (real == 0 || mapped == 0)) {
      ledger.notUsed(line.node(), "its services name no single port of the server: source eq PORT");
      return;
    }
    AccessList peers = peers(line);
    for (Ends one : ends(nat.real(), nat.mapped(), line.node(), line.where())) {
      add(line.node(), line.where(), nat.pair(), one, mapped, real, peers);
    }
  }

  private void require(Pair pair, Location where) {
    interfaces.require(pair.real(), where);
    interfaces.require(pair.mapped(), where);
  }

  private @Nullable AccessList peers(Found<TwiceNat> line) {
    Peers peers = line.setting().destination();
    if (peers == null) {
      return null;
    }
    AddressSet set = objects.named(peers.real(), line.where());
    AccessEntry entry =
        new AccessEntry(
            true,
            List.of(new AccessMatch(set, new Ports.All(), new AddressSet.All(), new Ports.All())),
            new AccessEntry.Log.Denials(),
            null,
            Catalogue.of(line.setting()).write(line.setting(), names));
    return new AccessList("nat " + line.setting().real(), List.of(entry));
  }

  /** The port of an object service: of the server it is the source of what it sends. */
  private int port(String name, Location where) {
    Optional<Service> service = objects.service(name, where);
    if (service.isEmpty() || !service.get().protocol().startsWith("tcp")) {
      return 0;
    }
    return single(service.get().source());
  }

  private static int single(PortSpec ports) {
    return ports instanceof PortSpec.These(Ports.Range(int low, int high)) && low == high ? low : 0;
  }

  private List<Ends> ends(String real, Mapped mapped, Candidate.Node node, Location where) {
    Optional<NetworkContent> behind = single(real, where);
    if (behind.isEmpty()) {
      ledger.notUsed(node, "groups and empty objects are no server");
      return List.of();
    }
    return switch (mapped) {
      case Mapped.Interface() -> one(behind.get(), null, node);
      case Mapped.Address(InetAddress address) -> from(behind.get(), address, node);
      case Mapped.Named(String name) ->
          single(name, where)
              .map(content ->
                  switch (content) {
                    case NetworkContent.Host(InetAddress address) ->
                        one(behind.get(), address, node);
                    case NetworkContent.Subnet(InetAddress address, _) ->
                        from(behind.get(), address, node);
                    case NetworkContent.Range _, NetworkContent.Fqdn _ -> none(node);
                  })
              .orElseGet(() -> none(node));
    };
  }

  private Optional<NetworkContent> single(String name, Location where) {
    return objects.isGroup(name) ? Optional.empty() : objects.content(name, where);
  }

  private List<Ends> none(Candidate.Node node) {
    ledger.notUsed(node, "not one server at one address");
    return List.of();
  }

  private List<Ends> one(NetworkContent behind, @Nullable InetAddress mapped, Candidate.Node node) {
    return switch (behind) {
      case NetworkContent.Host(InetAddress address) when address.equals(mapped) -> {
        ledger.notUsed(node, Translations.SAME_ADDRESS);
        yield List.of();
      }
      case NetworkContent.Host(InetAddress address) ->
          List.of(new Ends(mapped, AddressText.print(address), false));
      case NetworkContent.Fqdn(_, String name) -> List.of(new Ends(mapped, name, false));
      case NetworkContent.Subnet _, NetworkContent.Range _ -> none(node);
    };
  }

  /** A host, or a network one for one from {@code base} on. */
  private List<Ends> from(NetworkContent behind, InetAddress base, Candidate.Node node) {
    if (!(behind instanceof NetworkContent.Subnet(InetAddress first, int prefix))) {
      return one(behind, base, node);
    }
    if (first.equals(base)) {
      ledger.notUsed(node, Translations.SAME_ADDRESS);
      return List.of();
    }
    int free = 8 * first.getAddress().length - prefix;
    if (free > 8 || first.getAddress().length != base.getAddress().length) {
      ledger.notUsed(
          node,
          "a network; of one line at most "
              + Translations.MOST_OF_NETWORK
              + " addresses are published");
      return List.of();
    }
    List<Ends> ends = new ArrayList<>();
    for (int i = 0; i < 1 << free; i++) {
      String server = AddressText.print(AddressRange.plus(first, i));
      ends.add(new Ends(AddressRange.plus(base, i), server, true));
    }
    return ends;
  }

  /** {@code any} is the interface whose network has the server in it. */
  private String real(Pair pair, String server) {
    return pair.real().equals(Interfaces.ANY)
        ? AddressText.read(server).flatMap(interfaces::behind).orElse(pair.real())
        : pair.real();
  }

  private void add(
      Candidate.Node node,
      Location where,
      Pair pair,
      Ends ends,
      int mappedPort,
      int serverPort,
      @Nullable AccessList peers) {
    all.add(
        new Translated(
            node,
            where,
            new Pair(real(pair, ends.server()), interfaces.resolve(pair.mapped())),
            ends.mapped(),
            mappedPort,
            ends.server(),
            serverPort,
            0,
            0,
            peers,
            ends.network()
                ? Translated.Scope.NETWORK
                : mappedPort == 0 ? Translated.Scope.ONE_ADDRESS : Translated.Scope.ONE_PORT));
  }
}
