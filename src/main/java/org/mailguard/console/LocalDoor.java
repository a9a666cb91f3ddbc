package org.mailguard.console;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.net.ExtendedSocketOptions;
import org.mailguard.events.Event;
import org.mailguard.events.MessageId;

/**
 * The way in on the same machine: a Unix socket. Its file lets root, the guard's own user and his
 * group connect; the kernel says who did. Root and the guard's user could stop the guard or read
 * its files anyhow, so they are let in at level 15 without a word. Others of the group are asked as
 * by Telnet.
 *
 * <p>What the client sends is explained in {@link LocalClient}.
 */
public final class LocalDoor implements AutoCloseable {
  /** Connections of root and the guard's user; those of others have {@link Places} of their own. */
  private static final int MOST = 32;

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwxr-x---");

  private final Path path;
  private final Parts parts;
  private final Reception reception;
  private final Login login;
  private final ServerSocketChannel listener;
  private final Places places = new Places();
  private final AtomicInteger trusted = new AtomicInteger();
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  private LocalDoor(Path path, Parts parts, Reception reception, ServerSocketChannel listener) {
    this.path = path;
    this.parts = parts;
    this.reception = reception;
    this.login = new Login(parts);
    this.listener = listener;
  }

  /**
   * Opens the door.
   *
   * @throws IOException if the file cannot be made, or another guard answers at it
   */
  public static LocalDoor open(Path path, Parts parts, Reception reception) throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
    }
    if (Files.exists(path)) {
      removeStale(path, address);
    }
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listener.bind(address);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
    } catch (IOException e) {
      listener.close();
      throw new IOException(path + ": " + e.getMessage(), e);
    }
    LocalDoor door = new LocalDoor(path, parts, reception, listener);
    Thread.ofVirtual().name("local door").start(door::listen);
    return door;
  }

  /** A guard that was killed leaves its socket behind; nobody answers at it. */
  private static void removeStale(Path path, UnixDomainSocketAddress address) throws IOException {
    if (!Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS).isOther()) {
      // Nobody answers at a file with somebody's data either.
      throw new IOException(path + ": is no socket, and stays");
    }
    try (SocketChannel _ = SocketChannel.open(address)) {
      throw new IOException(path + ": another guard answers there");
    } catch (ConnectException e) {
      Files.delete(path);
    }
  }

  private void listen() {
    while (listener.isOpen()) {
      try {
        SocketChannel channel = listener.accept();
        open.add(channel);
        Thread.ofVirtual().start(() -> admit(channel));
      } catch (IOException e) {
        if (listener.isOpen()) {
          parts.log().log(Event.ofGuard(MessageId.CONSOLE_UNREACHABLE, path + ": " + e));
          NetworkDoor.rest();
        }
      }
    }
  }

  /** Finds out who it is before he takes a place, so that nobody else can take root's. */
  private void admit(SocketChannel channel) {
    try (channel) {
      String user = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
      boolean free = isTrusted(user) ? trusted.incrementAndGet() <= MOST : places.knock(user);
      try {
        if (free) {
          serve(channel, user);
        } else {
          parts.log().log(Event.ofGuard(MessageId.CONSOLE_CROWDED, "user " + user + " at " + path));
        }
      } finally {
        if (isTrusted(user)) {
          trusted.decrementAndGet();
        }
      }
    } catch (IOException e) {
      // The client is gone. There is nobody left to tell, and nothing that was half done.
    } finally {
      open.remove(channel);
    }
  }

  private static boolean isTrusted(String user) {
    return user.equals("root") || user.equals(System.getProperty("user.name"));
  }

  private void serve(SocketChannel channel, String user) throws IOException {
    Knock knock = new Knock(channel, user);
    try {
      InputStream in = Channels.newInputStream(channel);
      OutputStream out = Channels.newOutputStream(channel);
      Optional<TerminalKind> kind = LocalClient.readHello(in);
      if (kind.isEmpty()) {
        return;
      }
      Duration idle = parts.guard().running().operators().consoleIdle();
      LineScreen screen = new LineScreen(kind.get(), out, idle);
      Thread.ofVirtual().start(() -> LocalClient.type(in, screen));
      boolean fine = converse(screen, user, knock);
      screen.end();
      LocalClient.sayGoodbye(out, fine);
    } finally {
      knock.over();
    }
  }

  private boolean converse(LineScreen screen, String user, Knock knock) {
    try {
      Optional<Operator> who = who(screen, user);
      knock.over();
      return who.isPresent() && reception.serve(screen, Origin.CONSOLE, who.get());
    } catch (SessionEnded e) {
      if (e.reason() == SessionEnded.Reason.IDLE) {
        screen.print("\nLogoff: nothing was typed for too long\n");
      }
      return false;
    }
  }

  private Optional<Operator> who(LineScreen screen, String user) throws SessionEnded {
    if (isTrusted(user)) {
      login.log(true, Origin.CONSOLE, user);
      login.welcome(screen);
      return Optional.of(Operator.unnamed(15));
    }
    return login.ask(screen, Origin.CONSOLE);
  }

  /** Somebody who is not in yet: he has {@link TelnetDoor#LOGIN}, then his connection ends. */
  private final class Knock {
    private final String user;
    private final Thread late;
    private boolean over;

    Knock(SocketChannel channel, String user) {
      this.user = user;
      this.late = Thread.ofVirtual().start(() -> closeLater(channel));
    }

    /** He is in, or gone. */
    synchronized void over() {
      late.interrupt();
      if (!over && !isTrusted(user)) {
        places.leave(user);
      }
      over = true;
    }
  }

  private static void closeLater(SocketChannel channel) {
    try {
      Thread.sleep(TelnetDoor.LOGIN);
      channel.close();
    } catch (InterruptedException e) {
      // He is in, or gone.
    } catch (IOException e) {
      // A connection that cannot be closed well is closed as well.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (SocketChannel channel : open) {
        channel.close();
      }
      Files.deleteIfExists(path);
    } catch (IOException e) {
      parts.log().log(Event.ofGuard(MessageId.CONSOLE_UNREACHABLE, path + ": " + e));
    }
  }
}
