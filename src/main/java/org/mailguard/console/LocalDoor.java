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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
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
  private static final int MOST = 32;

  private final Path path;
  private final Parts parts;
  private final Reception reception;
  private final Login login;
  private final ServerSocketChannel listener;
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
    if (folder != null) {
      Files.createDirectories(folder);
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
        if (open.size() >= MOST && !isOwn(channel)) {
          channel.close();
          parts.log().log(Event.ofGuard(MessageId.CONSOLE_CROWDED, "at " + path));
          continue;
        }
        open.add(channel);
        Thread.ofVirtual().start(() -> serve(channel));
      } catch (IOException e) {
        if (listener.isOpen()) {
          parts.log().log(Event.ofGuard(MessageId.CONSOLE_UNREACHABLE, path + ": " + e));
          NetworkDoor.rest();
        }
      }
    }
  }

  /** Root and the guard's own user: there is always room for them. */
  private static boolean isOwn(SocketChannel channel) throws IOException {
    return isOwn(channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName());
  }

  private static boolean isOwn(String user) {
    return user.equals("root") || user.equals(System.getProperty("user.name"));
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      InputStream in = Channels.newInputStream(channel);
      OutputStream out = Channels.newOutputStream(channel);
      Optional<TerminalKind> kind = LocalClient.readHello(in);
      if (kind.isEmpty()) {
        return;
      }
      Duration idle = parts.guard().running().operators().consoleIdle();
      LineScreen screen = new LineScreen(kind.get(), out, idle);
      Thread.ofVirtual().start(() -> LocalClient.type(in, screen));
      boolean fine = converse(screen, channel.getOption(ExtendedSocketOptions.SO_PEERCRED));
      screen.end();
      LocalClient.sayGoodbye(out, fine);
    } catch (IOException e) {
      // The client is gone. There is nobody left to tell, and nothing that was half done.
    } finally {
      open.remove(channel);
    }
  }

  private boolean converse(LineScreen screen, UnixDomainPrincipal peer) {
    try {
      Optional<Operator> who = who(screen, peer.user().getName());
      return who.isPresent() && reception.serve(screen, Origin.CONSOLE, who.get());
    } catch (SessionEnded e) {
      if (e.reason() == SessionEnded.Reason.IDLE) {
        screen.print("\nLogoff: nothing was typed for too long\n");
      }
      return false;
    }
  }

  private Optional<Operator> who(LineScreen screen, String user) throws SessionEnded {
    if (isOwn(user)) {
      login.log(true, Origin.CONSOLE, user);
      login.welcome(screen);
      return Optional.of(Operator.unnamed(15));
    }
    return login.ask(screen, Origin.CONSOLE);
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
