package org.mailguard.config;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each published server its addresses, and none twice. */
final class Listeners {
  /** Stands for every address of the machine. */
  static final String EVERY = "";

  private final Interfaces interfaces;
  private final Problems problems;
  private final Map<Integer, Map<String, Translated>> taken = new HashMap<>();

  Listeners(Interfaces interfaces, Problems problems) {
    this.interfaces = interfaces;
    this.problems = problems;
  }

  /** The literal addresses that the line listens on, or {@link #EVERY}. */
  List<String> of(Translated line) {
    List<String> own =
        interfaces.addresses(line.pair().mapped()).stream().map(AddressText::print).toList();
    InetAddress mapped = line.mapped();
    List<String> addresses =
        mapped != null ? List.of(AddressText.print(mapped)) : own.isEmpty() ? List.of(EVERY) : own;
    Map<String, Translated> others =
        taken.computeIfAbsent(line.mappedPort(), port -> new HashMap<>());
    List<String> free =
        addresses.stream().filter(address -> isFree(address, others, line)).toList();
    for (String address : free) {
      refuseClash(address, others, line);
      refuseLoop(address, line);
      others.put(address, line);
    }
    return free;
  }

  /** True if lines that say less than {@code line} took an address of it. */
  boolean isTaken(Translated line) {
    InetAddress mapped = line.mapped();
    String address = mapped == null ? EVERY : AddressText.print(mapped);
    return taken.values().stream()
        .map(others -> others.get(address))
        .anyMatch(other -> other != null && other.scope().compareTo(line.scope()) < 0);
  }

  /** A line for one port holds over a line for every port, and that over a line for a network. */
  private static boolean isFree(String address, Map<String, Translated> others, Translated line) {
    Translated other = others.get(address);
    return other == null || other.scope() == line.scope();
  }

  /** One machine cannot listen on every address and on one of them for two purposes. */
  private void refuseClash(String address, Map<String, Translated> others, Translated line) {
    for (Map.Entry<String, Translated> other : others.entrySet()) {
      String taken =
          "line " + other.getValue().where().line() + " has this address and port already";
      if (address.equals(other.getKey())) {
        problems.add(line.where().error(taken, "another address or port", ""));
      } else if (address.equals(EVERY) || other.getKey().equals(EVERY)) {
        problems.add(
            line.where()
                .error(
                    taken + ": interface is every address",
                    "a line \"ip address " + line.pair().mapped() + " ADDRESS\", or another port",
                    ""));
      }
    }
  }

  private void refuseLoop(String address, Translated line) {
    String server = line.server();
    boolean itself =
        server.equals(address)
            || (address.equals(EVERY)
                && AddressText.read(server).map(InetAddress::isLoopbackAddress).orElse(false));
    if (itself && line.serverPort() == line.mappedPort()) {
      problems.add(
          line.where()
              .error(
                  "the server is the guard itself: sessions would go round in circles",
                  "the server's own address or port",
                  ""));
    }
  }
}
