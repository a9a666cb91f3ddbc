package org.mailguard.config;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mailguard.config.AddressSetting.Static;
import org.mailguard.config.Candidate.Found;

/** Gives each {@code static} its addresses, and none twice. */
final class Listeners {
  /** Stands for every address of the machine. */
  static final String EVERY = "";

  private final List<String> outside;
  private final Problems problems;
  private final Map<Integer, Map<String, Location>> taken = new HashMap<>();

  Listeners(List<InetAddress> outside, Problems problems) {
    this.outside = outside.stream().map(AddressText::print).toList();
    this.problems = problems;
  }

  /** The literal addresses that the line listens on, or {@link #EVERY}. */
  List<String> of(Found<Static> line) {
    Static published = line.setting();
    List<String> addresses =
        published.global() != null
            ? List.of(AddressText.print(published.global()))
            : outside.isEmpty() ? List.of(EVERY) : outside;
    Map<String, Location> others =
        taken.computeIfAbsent(published.globalPort(), port -> new HashMap<>());
    for (String address : addresses) {
      refuseClash(address, others, line);
      refuseLoop(address, line);
      others.put(address, line.where());
    }
    return addresses;
  }

  /** One machine cannot listen on every address and on one of them for two purposes. */
  private void refuseClash(String address, Map<String, Location> others, Found<Static> line) {
    for (Map.Entry<String, Location> other : others.entrySet()) {
      String taken = "line " + other.getValue().line() + " has this address and port already";
      if (address.equals(other.getKey())) {
        problems.add(line.where().error(taken));
      } else if (address.equals(EVERY) || other.getKey().equals(EVERY)) {
        String why = ": without an \"ip address outside\" line, interface is every address";
        problems.add(line.where().error(taken + why));
      }
    }
  }

  private void refuseLoop(String address, Found<Static> line) {
    Static published = line.setting();
    String server = published.server();
    boolean itself =
        server.equals(address)
            || (address.equals(EVERY)
                && AddressText.read(server).map(InetAddress::isLoopbackAddress).orElse(false));
    if (itself && published.serverPort() == published.globalPort()) {
      problems.add(
          line.where().error("the server is the guard itself: sessions would go round in circles"));
    }
  }
}
