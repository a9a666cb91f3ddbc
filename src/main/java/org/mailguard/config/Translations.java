package org.mailguard.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.AccessSetting.PortSpec;
import org.mailguard.config.AccessSetting.Rule;
import org.mailguard.config.AddressSetting.Behind;
import org.mailguard.config.AddressSetting.MailHost;
import org.mailguard.config.AddressSetting.Pair;
import org.mailguard.config.AddressSetting.Static;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.policy.AccessEntry;
import org.mailguard.policy.AccessList;
import org.mailguard.policy.Ports;

/**
 * Which servers the lines up to ASA 8.2 publish: {@code static} and {@code mailhost}. A line that
 * publishes nothing that the guard can carry is entered in the ledger with the reason.
 */
final class Translations {
  /** Addresses of a network that one line publishes; a longer list is no list of servers. */
  static final int MOST_OF_NETWORK = 256;

  static final String SAME_ADDRESS =
      "the address stays the same: a proxy cannot listen on the server's own";

  private final Interfaces interfaces;
  private final Lists lists;
  private final Problems problems;
  private final Ledger ledger;
  private final List<Translated> all = new ArrayList<>();

  Translations(Branch root, Interfaces interfaces, Lists lists, Problems problems, Ledger ledger) {
    this.interfaces = interfaces;
    this.lists = lists;
    this.problems = problems;
    this.ledger = ledger;
    root.all(Static.class).forEach(this::read);
    root.all(MailHost.class).forEach(this::readMailHost);
  }

  List<Translated> all() {
    return all;
  }

  private void read(Found<Static> line) {
    Static published = line.setting();
    interfaces.require(published.pair().real(), line.where());
    interfaces.require(published.pair().mapped(), line.where());
    if (published.protocol().equals("udp")) {
      ledger.notUsed(line.node(), "udp carries no mail");
      return;
    }
    switch (published.behind()) {
      case Behind.ByList(String list) -> readPolicy(line, list);
      case Behind.Server(String server) when published.prefix() == 32 -> {
        InetAddress mapped = published.global();
        if (mapped != null && server.equals(AddressText.print(mapped))) {
          ledger.notUsed(line.node(), SAME_ADDRESS);
        } else {
          add(line, mapped, server, published.serverPort(), null, false);
        }
      }
      case Behind.Server(String server) -> readNetwork(line, server);
    }
  }

  private void add(
      Found<Static> line,
      @Nullable InetAddress mapped,
      String server,
      int serverPort,
      @Nullable AccessList peers,
      boolean network) {
    Static published = line.setting();
    all.add(
        new Translated(
            line.node(),
            line.where(),
            published.pair(),
            mapped,
            published.globalPort(),
            server,
            serverPort,
            published.bounds().connections(),
            published.bounds().embryonic(),
            peers,
            network
                ? Translated.Scope.NETWORK
                : published.globalPort() == 0
                    ? Translated.Scope.ONE_ADDRESS
                    : Translated.Scope.ONE_PORT));
  }

  private void readNetwork(Found<Static> line, String server) {
    Static published = line.setting();
    InetAddress mapped = published.global();
    Optional<InetAddress> base = AddressText.read(server);
    if (mapped == null || base.isEmpty()) {
      problems.add(
          line.where()
              .error(
                  "a network of servers is given by two addresses",
                  "static (REAL,MAPPED) ADDRESS ADDRESS netmask MASK",
                  ""));
      return;
    }
    if (mapped.equals(base.get())) {
      ledger.notUsed(line.node(), SAME_ADDRESS);
      return;
    }
    long addresses = 1L << (32 - published.prefix());
    if (addresses > MOST_OF_NETWORK) {
      ledger.notUsed(
          line.node(),
          "a network of "
              + addresses
              + " addresses; of one line at most "
              + MOST_OF_NETWORK
              + " are published");
      return;
    }
    for (int i = 0; i < addresses; i++) {
      add(
          line,
          AddressRange.plus(mapped, i),
          AddressText.print(AddressRange.plus(base.get(), i)),
          published.serverPort(),
          null,
          true);
    }
  }

  /** The list's source is the server, and its destination the peers that the line is for. */
  private void readPolicy(Found<Static> line, String list) {
    if (lists.list(list, line.where()).isEmpty()) {
      return;
    }
    List<AccessEntry> peers = new ArrayList<>();
    Optional<InetAddress> server = Optional.empty();
    int port = 0;
    for (Found<Rule> permit : lists.rules(list)) {
      peers.add(lists.peers(permit));
      if (!permit.setting().permit()) {
        continue;
      }
      Optional<InetAddress> host = lists.host(permit.setting().source(), permit.where());
      if (host.isEmpty() || (server.isPresent() && !server.equals(host))) {
        problems.add(
            permit
                .where()
                .error(
                    "a static publishes one server, so its list has one host as its source",
                    "the same host in each line of the list",
                    ""));
        return;
      }
      server = host;
      port = single(permit.setting().sourcePorts());
    }
    if (server.isEmpty()) {
      problems.add(
          line.where()
              .error(
                  "access-list " + list + " names no server as its source",
                  "a line that permits from host SERVER",
                  ""));
      return;
    }
    Static published = line.setting();
    boolean byPort = !published.protocol().isEmpty();
    add(
        line,
        published.global(),
        AddressText.print(server.get()),
        byPort && port == 0 ? published.globalPort() : byPort ? port : 0,
        new AccessList(list, peers),
        false);
  }

  private static int single(PortSpec ports) {
    return ports instanceof PortSpec.These(Ports.Range(int low, int high)) && low == high ? low : 0;
  }

  private void readMailHost(Found<MailHost> line) {
    MailHost published = line.setting();
    Optional<InetAddress> server = MailHosts.server(published, interfaces);
    Optional<InetAddress> global = MailHosts.global(published, interfaces);
    if (server.isEmpty() || global.isEmpty()) {
      Pair pair = published.pair();
      problems.add(
          line.where()
              .error(
                  "cannot tell which of the two is the server",
                  "a line \"ip address "
                      + pair.real()
                      + " ADDRESS MASK\" with a network that has one of them in it",
                  ""));
      return;
    }
    all.add(
        new Translated(
            line.node(),
            line.where(),
            published.pair(),
            global.get(),
            PortNames.SMTP,
            AddressText.print(server.get()),
            PortNames.SMTP,
            published.connections(),
            published.embryonic(),
            null,
            Translated.Scope.ONE_PORT));
  }
}
