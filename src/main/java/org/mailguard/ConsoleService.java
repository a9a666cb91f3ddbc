package org.mailguard;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.mailguard.console.Changes;
import org.mailguard.console.Console;
import org.mailguard.console.Doors;
import org.mailguard.console.GuardView;
import org.mailguard.console.LocalDoor;
import org.mailguard.console.Parts;
import org.mailguard.console.PasswordHash;
import org.mailguard.events.Event;
import org.mailguard.events.EventLog;
import org.mailguard.events.MessageId;

/** The operator's console of a running guard, with its doors. */
final class ConsoleService implements AutoCloseable {
  /** Of the guard that runs on the usual file. */
  static final String SOCKET = "/run/mailguard/console";

  /** The usual file. */
  static final String CONFIGURATION = "/etc/mailguard/startup-config";

  /** Passwords, for one guard and its files. */
  private static final PasswordHash PASSWORDS =
      new PasswordHash(new SecureRandom(), Runtime.getRuntime().availableProcessors());

  private final Changes changes;
  private final Doors doors;
  private final @Nullable LocalDoor local;

  private ConsoleService(Changes changes, Doors doors, @Nullable LocalDoor local) {
    this.changes = changes;
    this.doors = doors;
    this.local = local;
  }

  static PasswordHash passwords() {
    return PASSWORDS;
  }

  /** Beside any other file than the usual one, so that two guards on a machine do not meet. */
  static Path socketOf(Path configuration) {
    return configuration.equals(Path.of(CONFIGURATION))
        ? Path.of(SOCKET)
        : configuration.resolveSibling(configuration.getFileName() + ".console");
  }

  /**
   * Opens the doors. What cannot be opened is logged: a guard without a console still carries mail.
   */
  static ConsoleService start(RunningGuard guard, Path configuration, Path socket) {
    StartupFiles files = new StartupFiles(configuration);
    GuardView view = guard.view(files);
    EventLog log = guard.log();
    InstantSource clock = InstantSource.system();
    Changes changes = new Changes(view, log, clock);
    Parts parts = new Parts(view, changes, files, log, clock, PASSWORDS);
    Console console = new Console(parts);
    Path key = configuration.resolveSibling(configuration.getFileName() + ".ssh_host_key");
    Doors doors = new Doors(parts, console, key);
    ConsoleService service = new ConsoleService(changes, doors, local(parts, console, socket));
    guard.onReload(next -> doors.follow(next.operators()));
    doors.follow(guard.configuration().operators());
    return service;
  }

  private static @Nullable LocalDoor local(Parts parts, Console console, Path socket) {
    try {
      return LocalDoor.open(socket, parts, console);
    } catch (IOException e) {
      parts.log().log(Event.ofGuard(MessageId.CONSOLE_UNREACHABLE, String.valueOf(e.getMessage())));
      return null;
    }
  }

  Doors doors() {
    return doors;
  }

  @Override
  public void close() {
    doors.close();
    if (local != null) {
      local.close();
    }
    changes.close();
  }
}
