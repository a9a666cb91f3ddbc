package org.mailguard.console;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mailguard.config.Operators;
import org.mailguard.config.Operators.From;
import org.mailguard.events.Event;
import org.mailguard.events.MessageId;

/**
 * The way in by Telnet. Everything on it is clear text, which the guard says where the line is
 * typed and where somebody logs in.
 *
 * <p>Attacks. Who is named by no line is closed at once. Who is named has {@link #LOGIN} to log in,
 * and {@link Places} bounds how many may be at that point; a client that takes no octets makes only
 * its own thread wait, and its session ends with it.
 */
final class TelnetDoor implements NetworkDoor {
  /** From the connection to the right password. */
  static final Duration LOGIN = Duration.ofSeconds(60);

  private final Parts parts;
  private final Reception reception;
  private final Login login;
  private final Places places;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private TelnetDoor(Parts parts, Reception reception, Places places, ServerSocket listener) {
    this.parts = parts;
    this.reception = reception;
    this.login = new Login(parts);
    this.places = places;
    this.listener = listener;
  }

  static TelnetDoor open(InetSocketAddress at, Parts parts, Reception reception, Places places)
      throws IOException {
    ServerSocket listener = new ServerSocket();
    try {
      listener.setReuseAddress(true);
      listener.bind(at, 64);
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    TelnetDoor door = new TelnetDoor(parts, reception, places, listener);
    Thread.ofVirtual().name("telnet door").start(door::listen);
    return door;
  }

  @Override
  public InetSocketAddress at() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          // No more descriptors, perhaps: that passes, and the door has to be there behind it.
          parts.log().log(Event.ofGuard(MessageId.CONSOLE_UNREACHABLE, "telnet: " + e));
          NetworkDoor.rest();
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InetSocketAddress peer = (InetSocketAddress) socket.getRemoteSocketAddress();
      InetSocketAddress local = (InetSocketAddress) socket.getLocalSocketAddress();
      Operators operators = parts.guard().running().operators();
      Optional<From> line = NetworkDoor.admits(operators.telnet(), peer, local);
      if (line.isEmpty()) {
        NetworkDoor.deny(parts, Way.TELNET, peer, local);
        return;
      }
      if (!places.knock(peer.getAddress())) {
        parts.log().log(Event.ofGuard(MessageId.CONSOLE_CROWDED, "by telnet from " + text(peer)));
        return;
      }
      Origin origin =
          new Origin(Way.TELNET, Optional.of(peer), Optional.of(local), line.get().interfaceName());
      converse(socket, origin, operators.telnetIdle());
    } catch (IOException e) {
      // He is gone, and with him everybody who could be told.
    } finally {
      open.remove(socket);
    }
  }

  private static String text(SocketAddress peer) {
    return TerminalOutput.clean(peer.toString());
  }

  private void converse(Socket socket, Origin origin, Duration idle) throws IOException {
    InetSocketAddress peer = origin.peer().orElseThrow();
    boolean knocking = true;
    try {
      socket.setTcpNoDelay(true);
      OutputStream out = new EscapedOutput(socket.getOutputStream());
      TelnetSession session =
          new TelnetSession(
              socket.getInputStream(), socket.getOutputStream(), why -> cutOff(peer, why));
      LineScreen screen = session.screen(out, idle);
      Thread late = Thread.ofVirtual().start(() -> endLater(screen, socket));
      Optional<Operator> who = login.ask(screen, origin);
      late.interrupt();
      places.leave(peer.getAddress());
      knocking = false;
      if (who.isPresent()) {
        screen.print("This way is clear text: whoever is between reads along. ssh is not.\n");
        receive(screen, origin, who.get());
      }
      screen.end();
    } catch (SessionEnded e) {
      if (knocking) {
        login.log(false, origin, "");
      }
    } finally {
      if (knocking) {
        places.leave(peer.getAddress());
      }
    }
  }

  private void cutOff(InetSocketAddress peer, String why) {
    parts.log().log(Event.ofGuard(MessageId.TELNET_CUT_OFF, text(peer) + ": " + why));
  }

  private void receive(LineScreen screen, Origin origin, Operator who) {
    try {
      reception.serve(screen, origin, who);
    } catch (SessionEnded e) {
      if (e.reason() == SessionEnded.Reason.IDLE) {
        screen.print("\nLogoff: nothing was typed for too long\n");
      }
    }
  }

  /** Also of a client that takes nothing: a write to it would wait for ever. */
  private void endLater(LineScreen screen, Socket socket) {
    try {
      Thread.sleep(LOGIN);
      screen.end(SessionEnded.Reason.IDLE);
      socket.close();
    } catch (InterruptedException e) {
      // He has logged in.
    } catch (IOException e) {
      parts.log().log(Event.ofGuard(MessageId.CONSOLE_UNREACHABLE, "telnet: " + e));
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      parts.log().log(Event.ofGuard(MessageId.CONSOLE_UNREACHABLE, "telnet: " + e));
    }
  }

  /** Text of ours has no octet 255, but what is shown may have: RFC 854 doubles it. */
  private static final class EscapedOutput extends OutputStream {
    private final OutputStream out;

    EscapedOutput(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
      out.write(octet);
      if ((octet & 0xff) == TelnetOptions.IAC) {
        out.write(octet);
      }
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
      for (int i = from; i < from + length; i++) {
        if ((octets[i] & 0xff) == TelnetOptions.IAC) {
          for (int j = from; j < from + length; j++) {
            write(octets[j]);
          }
          return;
        }
      }
      out.write(octets, from, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
