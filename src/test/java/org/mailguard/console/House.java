package org.mailguard.console;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mailguard.FreshPort;
import org.mailguard.config.ConfigException;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.Configuration;
import org.mailguard.events.Event;
import org.mailguard.events.MessageId;

/** A guard without mail, and the doors of its console on free ports of loopback. */
final class House implements AutoCloseable {
  /** The word of {@code passwd}, {@code enable} and anna is sesame. */
  static final String OPERATORS =
      """
      hostname mx1
      passwd $sha512$1000$AAAAAAAAAAAAAAAAAAAAAA==$c2VzYW1lAAAAAAAAAAAAAA== pbkdf2
      enable password $sha512$1000$AAAAAAAAAAAAAAAAAAAAAA==$c2VzYW1lAAAAAAAAAAAAAA== pbkdf2
      username anna password $sha512$1000$AAAAAAAAAAAAAAAAAAAAAA==$c2VzYW1lAAAAAAAAAAAAAA== pbkdf2 privilege 15
      """;

  final List<Event> events = new CopyOnWriteArrayList<>();
  private final StillGuard guard;
  private final Parts parts;
  private final Console console;
  private final Doors doors;
  private final LocalDoor local;

  House(Path folder, String lines) throws ConfigException, IOException {
    guard = new StillGuard(parsed(lines));
    parts = Session.parts(guard, new MemoryStore(lines), events);
    console = new Console(parts);
    doors = new Doors(parts, console, folder.resolve("host_key"));
    local = LocalDoor.open(folder.resolve("run/console"), parts, console);
    doors.follow(guard.running().operators());
  }

  private static Configuration parsed(String lines) throws ConfigException {
    return ConfigParser.parse("startup-config", lines).orElseThrow();
  }

  static int freePort() throws IOException {
    return FreshPort.take();
  }

  /** Puts other lines in force. */
  void follow(String lines) throws ConfigException, IOException {
    guard.apply(parsed(lines));
    doors.follow(guard.running().operators());
  }

  List<InetSocketAddress> at(Way way) {
    return doors.at(way);
  }

  /** What was logged with this id. */
  List<String> logged(MessageId id) {
    return new ArrayList<>(events)
        .stream().filter(event -> event.id() == id).map(Event::detail).toList();
  }

  @Override
  public void close() {
    doors.close();
    local.close();
    parts.changes().close();
  }
}
