package org.mailguard.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.OperatorSetting.Enable;
import org.mailguard.config.OperatorSetting.Login;
import org.mailguard.config.OperatorSetting.Password;
import org.mailguard.config.Operators.StoredPassword;

/**
 * Looks at the passwords of the lines: whether anybody can log in by them, and how safe they are.
 */
final class PasswordLines {
  private static final String CLEAR =
      "a password in clear text: the guard hashes it, but it stays in this text";

  private static final Pattern OLD = Pattern.compile("[./0-9A-Za-z]{16}");

  /** Hashes that everybody knows, and their words. */
  private static final Map<String, String> FACTORY =
      Map.of(
          "2KFQnbNIdI.2KYOU", "the device's factory password, cisco",
          "8Ry2YjIyt7RRXU24", "the device's factory password, which is empty");

  private final Branch root;
  private final Problems problems;

  PasswordLines(Branch root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  List<StoredPassword> login() {
    return root.last(Login.class).stream()
        .map(line -> stored(line.setting().password(), line))
        .toList();
  }

  Map<Integer, StoredPassword> enable() {
    Map<Integer, StoredPassword> enable = new HashMap<>();
    for (Found<Enable> line : root.all(Enable.class)) {
      enable.put(line.setting().level(), stored(line.setting().password(), line));
    }
    return enable;
  }

  /** As it is kept; what is to be said about it is. */
  StoredPassword stored(Password password, Found<?> line) {
    Location where = line.where().ofWord(password.text());
    if (password.isHidden()) {
      problems.add(
          where.warning(
              "stars stand in place of this password, and nobody can log in by it; type it again"));
    } else {
      check(password, where);
    }
    return Sealing.stored(password);
  }

  private void check(Password password, Location where) {
    switch (password.form()) {
      case CLEAR -> {
        boolean hash = Pbkdf2Text.read(password.text()).isPresent();
        problems.add(
            where.warning(
                hash
                    ? "looks like a hash, and is taken for the word itself: pbkdf2 is missing behind"
                        + " it"
                    : CLEAR));
      }
      case PBKDF2 -> checkRounds(password.text(), where);
      case ENCRYPTED -> checkOld(password.text(), where);
      case NT_ENCRYPTED ->
          problems.add(
              where.warning(
                  "a hash for MS-CHAP, and nobody can log in by it; type the password again"));
    }
  }

  private void checkRounds(String text, Location where) {
    Optional<Pbkdf2Text> hash = Pbkdf2Text.read(text);
    if (hash.isEmpty()) {
      problems.add(
          where.error(
              "this is no hash of the kind pbkdf2",
              "$sha512$ROUNDS$SALT$HASH with salt and hash in base64",
              ""));
    } else if (!hash.get().isInRange()) {
      problems.add(
          where.error(
              hash.get().rounds() + " rounds are out of range",
              "a hash of "
                  + Pbkdf2Text.LEAST_ROUNDS
                  + " to "
                  + Pbkdf2Text.MOST_ROUNDS
                  + " rounds, or the password itself",
              ""));
    }
  }

  private void checkOld(String text, Location where) {
    if (!OLD.matcher(text).matches()) {
      problems.add(
          where.error(
              "this is no hash of the kind encrypted",
              "16 letters, digits, dots and slashes, or the password itself without encrypted",
              ""));
      return;
    }
    String factory = FACTORY.get(text);
    problems.add(
        where.warning(
            factory == null
                ? "an old hash, which is cracked in seconds; type the password again, and it gets a"
                    + " new one"
                : factory + ": choose one of your own"));
  }

  /** True if the warning is about a text in which a word stays; a typed line stays nowhere. */
  static boolean tellsOfText(Problem warning) {
    return warning.message().equals(CLEAR);
  }
}
