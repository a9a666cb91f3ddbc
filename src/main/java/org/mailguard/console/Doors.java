package org.mailguard.console;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mailguard.config.Operators;
import org.mailguard.events.Event;
import org.mailguard.events.MessageId;

/** The ways in over the network, as the configuration has them at any time. */
public final class Doors implements AutoCloseable {
  private final Parts parts;
  private final Reception reception;
  private final Path hostKey;
  private final Places places = new Places();
  private final Map<InetSocketAddress, NetworkDoor> telnet = new HashMap<>();
  private final Map<InetSocketAddress, NetworkDoor> ssh = new HashMap<>();

  /** {@code hostKey} is made when SSH is first let in. */
  public Doors(Parts parts, Reception reception, Path hostKey) {
    this.parts = parts;
    this.reception = reception;
    this.hostKey = hostKey;
  }

  /**
   * Closes the doors that the lines no longer have, with their sessions, and opens those that they
   * have now. One that cannot be opened is a matter for the log and not for the mail.
   */
  public synchronized void follow(Operators operators) {
    follow(
        telnet,
        operators.telnetListen(),
        at -> TelnetDoor.open(at, parts, reception, places),
        Way.TELNET);
    follow(
        ssh,
        operators.sshListen(),
        at -> SshDoor.open(at, hostKey, parts, reception, places),
        Way.SSH);
  }

  private void follow(
      Map<InetSocketAddress, NetworkDoor> open,
      List<InetSocketAddress> wanted,
      NetworkDoor.Opener opener,
      Way way) {
    for (InetSocketAddress at : List.copyOf(open.keySet())) {
      NetworkDoor door = open.get(at);
      if (door != null && !wanted.contains(at)) {
        door.close();
        open.remove(at);
      }
    }
    for (InetSocketAddress at : wanted) {
      if (!open.containsKey(at)) {
        try {
          open.put(at, opener.open(at));
        } catch (IOException e) {
          parts.log().log(
              Event.ofGuard(
                  MessageId.CONSOLE_UNREACHABLE, way.word() + " at " + at + ": " + e.getMessage()));
        }
      }
    }
  }

  /** Where operators come in by this way. */
  public synchronized List<InetSocketAddress> at(Way way) {
    Map<InetSocketAddress, NetworkDoor> open = way == Way.SSH ? ssh : telnet;
    List<InetSocketAddress> at = new ArrayList<>();
    open.values().forEach(door -> at.add(door.at()));
    return at;
  }

  @Override
  public synchronized void close() {
    telnet.values().forEach(NetworkDoor::close);
    ssh.values().forEach(NetworkDoor::close);
    telnet.clear();
    ssh.clear();
  }
}
