package org.mailguard.console;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.mailguard.config.Operators;
import org.mailguard.config.Operators.User;
import org.mailguard.events.Event;
import org.mailguard.events.EventLog;
import org.mailguard.events.MessageId;

/**
 * Who gets in, and what the log says of it.
 *
 * <p>A wrong word costs its taker a growing wait. Whether a name is known makes no difference, in
 * words or in time: a word is compared with nothing at the price of a hash.
 */
final class Login {
  /** As on the device. */
  static final int TRIES = 3;

  /** The name by which SSH lets in who knows the word of {@code passwd}, as on a PIX. */
  static final String SHARED = "pix";

  private final Parts parts;

  Login(Parts parts) {
    this.parts = parts;
  }

  private Operators operators() {
    return parts.guard().running().operators();
  }

  /** The dialogue of Telnet and of strangers on the same machine; empty if he did not get in. */
  Optional<Operator> ask(Screen screen, Origin origin) throws SessionEnded {
    banner(screen, "motd");
    banner(screen, "login");
    screen.print("\n\nUser Access Verification\n\n");
    for (int i = 0; i < TRIES; i++) {
      boolean byName = operators().authentication().contains(origin.way().word());
      String name = byName ? screen.readAnswer("Username: ") : "";
      String word = screen.readSecret("Password: ");
      Optional<Operator> who = byName ? user(name, word) : shared(word);
      log(who.isPresent(), origin, name);
      if (who.isPresent()) {
        welcome(screen);
        return who;
      }
      punish(i);
      screen.print(byName ? "Login incorrect\n" : "Invalid password\n");
    }
    screen.print("Logins exceeded\n");
    return Optional.empty();
  }

  /** What every operator sees when he is in. */
  void welcome(Screen screen) {
    if (screen.height() > 0) {
      banner(screen, "exec");
      screen.print("Type help or '?' for a list of available commands.\n");
    }
  }

  private void banner(Screen screen, String kind) {
    List<String> lines = operators().banners().getOrDefault(kind, List.of());
    lines.forEach(line -> screen.print(line + "\n"));
  }

  /** Waits 1 s, 2 s, 4 s; {@code wrong} is how many words were wrong before, at most 5 count. */
  static void punish(int wrong) throws SessionEnded {
    try {
      Thread.sleep(1_000L << Math.min(wrong, 5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SessionEnded(SessionEnded.Reason.ENDED);
    }
  }

  /** Who knows the word of {@code passwd}. */
  private Optional<Operator> shared(String word) {
    Operators operators = operators();
    return fits(operators.login(), "", word) && !operators.login().isEmpty()
        ? Optional.of(Operator.unnamed(1))
        : Optional.empty();
  }

  private boolean fits(List<Operators.StoredPassword> stored, String name, String word) {
    try {
      return parts.passwords().verify(stored, name, word);
    } catch (PasswordHash.Busy e) {
      return false;
    }
  }

  /** A user and his password. */
  Optional<Operator> user(String name, String word) {
    User user = operators().users().get(name);
    boolean fits = fits(user == null ? List.of() : user.passwords(), name, word);
    return user != null && (fits || user.isOpen()) ? Optional.of(let(user)) : Optional.empty();
  }

  /** As {@link #user}, and {@code pix} with the word of {@code passwd} unless SSH asks users. */
  Optional<Operator> bySsh(String name, String word) {
    boolean users = operators().authentication().contains("ssh");
    return !users && name.equals(SHARED) && !operators().users().containsKey(name)
        ? shared(word)
        : user(name, word);
  }

  /**
   * Him whom SSH has let in under a name: of what he tried before, nothing is kept that could make
   * him somebody else.
   */
  Optional<Operator> proved(String name) {
    User user = operators().users().get(name);
    if (user != null) {
      return Optional.of(let(user));
    }
    return name.equals(SHARED) ? Optional.of(Operator.unnamed(1)) : Optional.empty();
  }

  private Operator let(User user) {
    return new Operator(
        user.name(), operators().autoEnable() ? user.level() : Math.min(1, user.level()));
  }

  /** 605005, or 605004. */
  void log(boolean permitted, Origin origin, String name) {
    EventLog log = parts.log();
    log.log(
        Event.ofGuard(
            permitted ? MessageId.LOGIN_PERMITTED : MessageId.LOGIN_DENIED,
            "Login %s from %s to %s/%s for user \"%s\""
                .formatted(
                    permitted ? "permitted" : "denied",
                    place(origin.peer()),
                    local(origin),
                    origin.way().word(),
                    TerminalOutput.clean(shown(permitted, name)))));
  }

  /** Some people type their password for their name: a name that nobody has is not logged. */
  private String shown(boolean permitted, String name) {
    if (name.isEmpty()) {
      return "enable_1";
    }
    return permitted || name.equals(SHARED) || operators().users().containsKey(name)
        ? name
        : "*****";
  }

  private static String place(Optional<InetSocketAddress> place) {
    return place
        .map(one -> one.getAddress().getHostAddress() + "/" + one.getPort())
        .orElse("0.0.0.0/0");
  }

  private static String local(Origin origin) {
    String name = origin.interfaceName().isEmpty() ? "" : origin.interfaceName() + ":";
    return name + origin.local().map(one -> one.getAddress().getHostAddress()).orElse("0.0.0.0");
  }
}
