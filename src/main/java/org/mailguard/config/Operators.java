package org.mailguard.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Who may operate the guard, from where, and what he sees: what the lines on log-in, on users, on
 * the doors of the console, on levels, banners and pages say together.
 *
 * @param users by name
 * @param login of {@code passwd}: the word that Telnet asks for, and SSH of the user {@code pix}
 * @param enable of {@code enable password}, by level from 1 to 15
 * @param telnet who may connect, in the order of the lines; nobody if there is none
 * @param telnetListen where; the address that stands for every one is there alone. Empty if nobody
 *     may connect
 * @param ssh as {@code telnet}
 * @param sshListen as {@code telnetListen}
 * @param telnetIdle after so long without a key the session ends; zero for never
 * @param sshIdle likewise
 * @param consoleIdle likewise
 * @param authentication the ways that ask for a user and his password: {@code telnet}, {@code ssh},
 *     {@code console}, {@code enable}
 * @param autoEnable whether a user has his level at once, without {@code enable}
 * @param privileges levels that differ from the commands' own
 * @param sessions at once, in all
 * @param banners lines by kind: {@code motd}, {@code login}, {@code exec}
 * @param pagerLines 0 for no pages
 * @param columns of the terminal, 0 for no bound
 */
public record Operators(
    Map<String, User> users,
    List<StoredPassword> login,
    Map<Integer, StoredPassword> enable,
    List<From> telnet,
    List<InetSocketAddress> telnetListen,
    List<From> ssh,
    List<InetSocketAddress> sshListen,
    Duration telnetIdle,
    Duration sshIdle,
    Duration consoleIdle,
    List<String> authentication,
    boolean autoEnable,
    List<Privilege> privileges,
    int sessions,
    Map<String, List<String>> banners,
    int pagerLines,
    int columns) {
  /** What holds without a line. */
  public static final Operators DEFAULT =
      new Operators(
          Map.of(),
          List.of(),
          Map.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ZERO,
          List.of(),
          false,
          List.of(),
          16,
          Map.of(),
          24,
          80);

  /** Copies its maps and lists. */
  public Operators {
    users = Map.copyOf(users);
    login = List.copyOf(login);
    enable = Map.copyOf(enable);
    telnet = List.copyOf(telnet);
    telnetListen = List.copyOf(telnetListen);
    ssh = List.copyOf(ssh);
    sshListen = List.copyOf(sshListen);
    authentication = List.copyOf(authentication);
    privileges = List.copyOf(privileges);
    banners = Map.copyOf(banners);
  }

  /**
   * A password as the configuration keeps it.
   *
   * @param text the word itself, or what became of it
   */
  public record StoredPassword(Scheme scheme, String text) {
    /** In which form. */
    public enum Scheme {
      /** Typed and not yet hashed. */
      CLEAR,
      /** PBKDF2 with HMAC-SHA-512, as an ASA 9.7 writes it. */
      PBKDF2,
      /** What a PIX and an ASA before 9.7 call encrypted. */
      PIX_MD5,
      /** Hidden or spoilt where it comes from: no word fits it. */
      UNUSABLE
    }

    /** Without the word: a message of a failure may show it. */
    @Override
    public String toString() {
      return scheme + " " + Secrets.STARS;
    }
  }

  /**
   * Somebody who logs in by his name.
   *
   * @param passwords none for {@code nopassword}: with keys he logs in by those alone, without any
   *     whoever names him is in
   * @param level from 0 to 15
   * @param keys in OpenSSH's one-line form, type and base64
   */
  public record User(String name, List<StoredPassword> passwords, int level, List<String> keys) {
    /** Copies its lists. */
    public User {
      passwords = List.copyOf(passwords);
      keys = List.copyOf(keys);
    }

    /** True if he proves nothing at all. */
    public boolean isOpen() {
      return passwords.isEmpty() && keys.isEmpty();
    }
  }

  /**
   * Those who may connect, and on which interface.
   *
   * @param interfaceName empty if the line names none
   * @param at the addresses of the interface; empty for every one
   */
  public record From(InetAddress network, int prefix, String interfaceName, List<InetAddress> at) {
    /** Copies its list. */
    public From {
      at = List.copyOf(at);
    }

    /** True if who connects from {@code peer} to {@code local} may. */
    public boolean admits(InetAddress peer, InetAddress local) {
      return covers(peer) && (at.isEmpty() || at.contains(local));
    }

    /** True if {@code address} is in the network. */
    public boolean covers(InetAddress address) {
      byte[] own = network.getAddress();
      byte[] other = address.getAddress();
      if (own.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < prefix; bit++) {
        int mask = 0x80 >> (bit & 7);
        if ((own[bit >> 3] & mask) != (other[bit >> 3] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * A command that asks for another level than its own.
   *
   * @param form {@code show}, {@code clear}, {@code cmd}, {@code configure}, or empty for all
   * @param mode {@code exec}, {@code configure}, or empty for both
   * @param command its word
   */
  public record Privilege(String form, int level, String mode, String command) {}
}
