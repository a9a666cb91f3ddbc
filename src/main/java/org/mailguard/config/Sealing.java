package org.mailguard.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.mailguard.config.OperatorSetting.Password;
import org.mailguard.config.Operators.StoredPassword;
import org.mailguard.config.Operators.StoredPassword.Scheme;
import org.mailguard.config.Operators.User;

/**
 * Puts hashes in the place of passwords in clear text. Each line is hashed by itself, also if
 * another has the same word: that they are the same is nobody's business.
 */
final class Sealing {
  private Sealing() {}

  /** Passwords stand on the outermost level alone. */
  static boolean isSealed(List<Entry> entries) {
    return entries.stream()
        .noneMatch(entry -> entry.setting() instanceof OperatorSetting line && line.isClear());
  }

  static List<Entry> seal(List<Entry> entries, UnaryOperator<String> hash) {
    return entries.stream()
        .map(entry ->
            entry.setting() instanceof OperatorSetting line
                ? new Entry(entry.statement(), line.sealed(hash), entry.below())
                : entry)
        .toList();
  }

  /** {@code operators} with the passwords that stand in {@code entries}. */
  static Operators withPasswordsOf(List<Entry> entries, Operators operators) {
    List<StoredPassword> login = operators.login();
    Map<Integer, StoredPassword> enable = new HashMap<>(operators.enable());
    Map<String, User> users = new HashMap<>(operators.users());
    for (Entry entry : entries) {
      if (entry.setting() instanceof OperatorSetting.Login line) {
        login = List.of(stored(line.password()));
      } else if (entry.setting() instanceof OperatorSetting.Enable line) {
        enable.put(line.level(), stored(line.password()));
      } else if (entry.setting() instanceof OperatorSetting.User line) {
        users.computeIfPresent(
            line.name(),
            (name, user) ->
                new User(name, List.of(stored(line.password())), user.level(), user.keys()));
      }
    }
    return new Operators(
        users,
        login,
        enable,
        operators.telnet(),
        operators.telnetListen(),
        operators.ssh(),
        operators.sshListen(),
        operators.telnetIdle(),
        operators.sshIdle(),
        operators.consoleIdle(),
        operators.authentication(),
        operators.autoEnable(),
        operators.privileges(),
        operators.sessions(),
        operators.banners(),
        operators.pagerLines(),
        operators.columns());
  }

  static StoredPassword stored(Password password) {
    Scheme scheme =
        password.isHidden()
            ? Scheme.UNUSABLE
            : switch (password.form()) {
              case CLEAR -> Scheme.CLEAR;
              case PBKDF2 -> Scheme.PBKDF2;
              case ENCRYPTED -> Scheme.PIX_MD5;
              case NT_ENCRYPTED -> Scheme.UNUSABLE;
            };
    return new StoredPassword(scheme, password.text());
  }
}
