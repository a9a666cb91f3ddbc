package org.mailguard.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.OperatorSetting.Admitted;
import org.mailguard.config.OperatorSetting.Authentication;
import org.mailguard.config.OperatorSetting.Door;
import org.mailguard.config.OperatorSetting.DoorPort;
import org.mailguard.config.Operators.From;
import org.mailguard.config.Operators.StoredPassword;
import org.mailguard.config.Operators.User;
import org.mailguard.policy.Publication;

/**
 * Who may come in by Telnet and SSH, and where the guard listens for them: on the addresses of the
 * interface that the line names, and on every address if the interface has none or the line names
 * none.
 */
final class DoorLines {
  private final Branch root;
  private final Interfaces interfaces;
  private final Collection<Publication> publications;
  private final Problems problems;

  /** One of them. */
  record Open(List<From> from, List<InetSocketAddress> listen) {
    static final Open NEVER = new Open(List.of(), List.of());
  }

  DoorLines(
      Branch root, Interfaces interfaces, Collection<Publication> publications, Problems problems) {
    this.root = root;
    this.interfaces = interfaces;
    this.publications = publications;
    this.problems = problems;
  }

  Open open(Door door) {
    List<From> from = new ArrayList<>();
    Set<InetSocketAddress> listen = new LinkedHashSet<>();
    InetSocketAddress every = new InetSocketAddress(port(door));
    for (Found<Admitted> line : lines(door)) {
      Admitted admitted = line.setting();
      List<InetAddress> own = interfaces.addresses(admitted.name());
      List<InetAddress> at =
          own.stream().filter(address -> isOneFamily(address, admitted.network())).toList();
      if (own.isEmpty() || !at.isEmpty()) {
        from.add(new From(admitted.network(), admitted.prefix(), admitted.name(), at));
      } else {
        problems.add(
            line.where()
                .warning(admitted.name() + " has no address that this network could connect to"));
      }
      at.forEach(address -> listen.add(new InetSocketAddress(address, port(door))));
      if (own.isEmpty()) {
        listen.add(every);
      }
      check(line);
    }
    if (listen.contains(every)) {
      listen.removeIf(address -> !address.equals(every));
    }
    boolean closed =
        root.all(Authentication.class).stream()
            .map(Found::setting)
            .anyMatch(line -> line.way().equals(door.word()) && isClosedBy(line));
    if (closed) {
      return Open.NEVER;
    }
    refuseClash(door, listen);
    return new Open(from, List.copyOf(listen));
  }

  private static boolean isOneFamily(InetAddress one, InetAddress other) {
    return one.getAddress().length == other.getAddress().length;
  }

  /** Users of servers that the guard does not ask come in nowhere. */
  boolean isClosedBy(Authentication line) {
    boolean overTheNetwork = line.way().equals("telnet") || line.way().equals("ssh");
    return overTheNetwork && !line.local();
  }

  private List<Found<Admitted>> lines(Door door) {
    return root.all(Admitted.class).stream().filter(line -> line.setting().door() == door).toList();
  }

  private int port(Door door) {
    return root.all(DoorPort.class).stream()
        .map(Found::setting)
        .filter(line -> line.door() == door)
        .map(DoorPort::port)
        .findFirst()
        .orElse(door.port());
  }

  private void check(Found<Admitted> line) {
    Admitted admitted = line.setting();
    String name = admitted.name();
    if (!name.isEmpty()) {
      interfaces.require(name, line.where().ofWord(name));
      interfaces.use(name);
    }
    if (admitted.door() == Door.TELNET && !admitted.network().isLoopbackAddress()) {
      String clear = "Telnet is clear text: whoever is on the way reads passwords; ssh is not";
      problems.add(
          line.where()
              .warning(
                  interfaces.isTrustedLeast(name)
                      ? clear + ". The device takes no Telnet on " + name + " at all"
                      : clear));
    }
  }

  /** One machine cannot listen on an address and a port for two purposes. */
  private void refuseClash(Door door, Set<InetSocketAddress> listen) {
    for (InetSocketAddress address : listen) {
      for (Publication publication : publications) {
        if (publication.listenPort() == address.getPort() && meet(publication, address)) {
          refuse(door, "a server is published on this address and port");
          return;
        }
      }
    }
    if (door == Door.SSH && port(Door.SSH) == port(Door.TELNET) && !lines(Door.TELNET).isEmpty()) {
      refuse(door, "Telnet has this port already");
    }
  }

  private static boolean meet(Publication publication, InetSocketAddress address) {
    String published = publication.listenAddress();
    return published == null
        || address.getAddress().isAnyLocalAddress()
        || published.equals(AddressText.print(address.getAddress()));
  }

  private void refuse(Door door, String why) {
    lines(door).stream()
        .findFirst()
        .ifPresent(line ->
            problems.add(
                line.where()
                    .error(
                        why + ": port " + port(door),
                        "another one, by a line \"" + door.word() + " port N\"",
                        "")));
  }

  /** Says so if a door is open and nobody has anything to come in with. */
  void warnIfLocked(
      Door door,
      Open open,
      List<String> authentication,
      Map<String, User> users,
      List<StoredPassword> login) {
    boolean byUser = door == Door.SSH || authentication.contains(door.word());
    boolean byWord = !authentication.contains(door.word()) && !login.isEmpty();
    if (open.from().isEmpty() || byWord || (byUser && !users.isEmpty())) {
      return;
    }
    lines(door).stream()
        .findFirst()
        .ifPresent(line ->
            problems.add(
                line.where()
                    .warning(
                        "nobody can log in this way: there is no "
                            + (byUser ? "username" : "passwd")
                            + " line")));
  }
}
