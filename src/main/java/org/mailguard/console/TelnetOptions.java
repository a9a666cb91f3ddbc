package org.mailguard.console;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The commands of Telnet between the keys (RFC 854), on the guard's side.
 *
 * <p>The guard offers to echo (RFC 857) and to suppress go-ahead (RFC 858), and asks for the
 * terminal's type (RFC 1091) and its window (RFC 1073). Whatever else a client offers or asks is
 * refused once. Each of our options is answered only where the answer changes what holds, so no
 * exchange can go round in a circle (the rule of RFC 854, kept by remembering what was last said,
 * as RFC 1143 explains).
 *
 * <p>Attacks. A client may send options for ever, or a subnegotiation without an end: both are
 * bounded, and beyond the bound the connection ends. An octet of an option is never a key.
 */
final class TelnetOptions {
  static final int IAC = 255;

  private static final int DONT = 254;
  private static final int DO = 253;
  private static final int WONT = 252;
  private static final int WILL = 251;
  private static final int SB = 250;
  private static final int EL = 248;
  private static final int EC = 247;
  private static final int AYT = 246;
  private static final int IP = 244;
  private static final int SE = 240;

  private static final int ECHO = 1;
  private static final int SUPPRESS_GO_AHEAD = 3;
  private static final int TERMINAL_TYPE = 24;
  private static final int WINDOW = 31;

  private static final int TYPE_IS = 0;
  private static final int TYPE_SEND = 1;

  /** Commands in one session: an honest client sends a dozen, and one more at each resize. */
  static final int MOST = 1_000;

  /** Octets of a subnegotiation. */
  static final int LONGEST = 64;

  private final OutputStream out;
  private final byte[] parameters = new byte[LONGEST];
  private int length;
  private int commands;
  private State state = State.KEYS;
  private int verb;
  private boolean willEcho = true;
  private boolean willSuppress = true;
  private boolean doesType = true;
  private boolean doesWindow = true;
  private String type = "";
  private boolean answered;
  private boolean negotiates;
  private int columns;
  private int rows;

  /** Where in a command the last octet stood. */
  private enum State {
    KEYS,
    COMMAND,
    OPTION,
    PARAMETERS,
    PARAMETERS_COMMAND
  }

  /** A client that goes on beyond a bound. */
  static final class TooMuch extends IOException {
    private static final long serialVersionUID = 1L;

    TooMuch(String message) {
      super(message);
    }
  }

  /** What the octets meant besides keys. */
  interface Heard {
    /** The window, or the type, is known or another. */
    void terminal();
  }

  /** {@code out} goes to the client. */
  TelnetOptions(OutputStream out) {
    this.out = out;
  }

  /** What the guard says first, as a PIX does. */
  void begin() throws IOException {
    send(WILL, SUPPRESS_GO_AHEAD);
    send(WILL, ECHO);
    send(DO, TERMINAL_TYPE);
    send(DO, WINDOW);
  }

  /** The terminal as far as the client has told. */
  synchronized TerminalKind kind() {
    return negotiates && willEcho && willSuppress
        ? TerminalKind.of(type.isEmpty() ? "unknown" : type, columns, rows)
        : new TerminalKind(TerminalKind.Skill.ECHOES, columns, rows);
  }

  /** True if the client has said something of every option that it was asked about. */
  synchronized boolean isAnswered() {
    return answered;
  }

  /** True if the client has said anything of options: then he will say more. */
  synchronized boolean isNegotiating() {
    return negotiates;
  }

  /**
   * Takes what came from the client, and leaves the keys.
   *
   * @param octets whose beginning is overwritten with the keys
   * @return how many keys
   * @throws TooMuch if the client sends more than it may
   * @throws IOException if the answer cannot be sent
   */
  synchronized int take(byte[] octets, int count, Heard heard) throws IOException {
    int keys = 0;
    for (int i = 0; i < count; i++) {
      int octet = octets[i] & 0xff;
      int key = next(octet, heard);
      if (key >= 0) {
        octets[keys++] = (byte) key;
      }
    }
    return keys;
  }

  /** The key that the octet is, or -1. */
  private int next(int octet, Heard heard) throws IOException {
    switch (state) {
      case KEYS -> {
        if (octet != IAC) {
          return octet;
        }
        state = State.COMMAND;
      }
      case COMMAND -> {
        return command(octet);
      }
      case OPTION -> {
        state = State.KEYS;
        option(verb, octet);
      }
      case PARAMETERS -> {
        if (octet == IAC) {
          state = State.PARAMETERS_COMMAND;
        } else {
          parameter(octet);
        }
      }
      case PARAMETERS_COMMAND -> {
        state = State.PARAMETERS;
        if (octet == IAC) {
          parameter(octet);
        } else {
          // SE ends it; so does whatever else a confused client sends there.
          state = State.KEYS;
          negotiated(heard);
        }
      }
    }
    return -1;
  }

  private int command(int octet) throws IOException {
    state = State.KEYS;
    if (octet == IAC) {
      return IAC;
    }
    if (++commands > MOST) {
      throw new TooMuch("more than " + MOST + " Telnet commands");
    }
    return switch (octet) {
      case DONT, DO, WONT, WILL -> {
        verb = octet;
        state = State.OPTION;
        yield -1;
      }
      case SB -> {
        length = 0;
        state = State.PARAMETERS;
        yield -1;
      }
      case EC -> 0x7f;
      case EL -> 0x15;
      case IP -> 0x03;
      case AYT -> {
        out.write("\r\n[yes]\r\n".getBytes(US_ASCII));
        yield -1;
      }
      default -> -1;
    };
  }

  private void parameter(int octet) throws IOException {
    if (length == LONGEST) {
      throw new TooMuch("a Telnet subnegotiation of more than " + LONGEST + " octets");
    }
    parameters[length++] = (byte) octet;
  }

  private void option(int said, int option) throws IOException {
    negotiates = true;
    boolean on = said == DO || said == WILL;
    boolean ours = said == DO || said == DONT;
    if (ours && option == ECHO) {
      willEcho = changed(willEcho, on, WILL, WONT, option);
    } else if (ours && option == SUPPRESS_GO_AHEAD) {
      willSuppress = changed(willSuppress, on, WILL, WONT, option);
    } else if (!ours && option == TERMINAL_TYPE) {
      doesType = changed(doesType, on, DO, DONT, option);
      if (on) {
        out.write(
            new byte[] {(byte) IAC, (byte) SB, TERMINAL_TYPE, TYPE_SEND, (byte) IAC, (byte) SE});
        out.flush();
      } else {
        answered = true;
      }
    } else if (!ours && option == WINDOW) {
      doesWindow = changed(doesWindow, on, DO, DONT, option);
    } else if (!ours && option == SUPPRESS_GO_AHEAD) {
      // Clients say they will as well; it costs nothing, and needs no answer.
      return;
    } else if (on) {
      send(ours ? WONT : DONT, option);
    }
  }

  /** Answers only where the client asks for something else than what holds. */
  private boolean changed(boolean was, boolean wanted, int yes, int no, int option)
      throws IOException {
    if (was != wanted) {
      send(wanted ? yes : no, option);
    }
    return wanted;
  }

  private void negotiated(Heard heard) {
    int option = length > 0 ? parameters[0] & 0xff : -1;
    if (option == WINDOW && length >= 5) {
      columns = number(1);
      rows = number(3);
      heard.terminal();
    } else if (option == TERMINAL_TYPE && length > 2 && parameters[1] == TYPE_IS) {
      type = new String(parameters, 2, length - 2, US_ASCII).replaceAll("[^!-~]", "");
      answered = true;
      heard.terminal();
    }
  }

  private int number(int at) {
    return (parameters[at] & 0xff) << 8 | (parameters[at + 1] & 0xff);
  }

  private void send(int said, int option) throws IOException {
    out.write(new byte[] {(byte) IAC, (byte) said, (byte) option});
    out.flush();
  }
}
