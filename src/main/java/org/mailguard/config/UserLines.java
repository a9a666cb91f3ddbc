package org.mailguard.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.OperatorSetting.OpenUser;
import org.mailguard.config.OperatorSetting.PublicKey;
import org.mailguard.config.OperatorSetting.ServiceType;
import org.mailguard.config.OperatorSetting.UserAttributes;
import org.mailguard.config.Operators.StoredPassword;
import org.mailguard.config.Operators.User;

/** Puts the lines about each user together, and leaves out who is there for the VPN alone. */
final class UserLines {
  private static final int LEAST_LEVEL_WITH_A_PROMPT = 1;

  private final Branch root;
  private final PasswordLines passwords;
  private final Problems problems;
  private final Ledger ledger;
  private final Map<String, Found<UserAttributes>> attributes;
  private final Map<String, User> users = new LinkedHashMap<>();

  UserLines(Branch root, PasswordLines passwords, Problems problems, Ledger ledger) {
    this.root = root;
    this.passwords = passwords;
    this.problems = problems;
    this.ledger = ledger;
    this.attributes =
        root.all(UserAttributes.class).stream()
            .collect(
                Collectors.toMap(
                    block -> block.setting().name(), block -> block, (_, later) -> later));
  }

  Map<String, User> users() {
    for (Found<OperatorSetting.User> line : root.all(OperatorSetting.User.class)) {
      OperatorSetting.User user = line.setting();
      if (mayLogIn(user.name(), line)) {
        StoredPassword stored = passwords.stored(user.password(), line);
        add(user.name(), List.of(stored), user.level());
      }
    }
    for (Found<OpenUser> line : root.all(OpenUser.class)) {
      OpenUser user = line.setting();
      if (mayLogIn(user.name(), line)) {
        add(user.name(), List.of(), user.level());
        warnIfOpen(line);
      }
    }
    attributes.values().forEach(this::requireUser);
    return users;
  }

  private boolean mayLogIn(String name, Found<?> line) {
    Found<UserAttributes> block = attributes.get(name);
    if (block == null || !serviceType(block).equals("remote-access")) {
      return true;
    }
    String why = "service-type remote-access: he is a client of the VPN";
    ledger.notUsed(line.node(), why);
    ledger.notUsed(block.node(), why);
    return false;
  }

  private static String serviceType(Found<UserAttributes> block) {
    return block.node().last(ServiceType.class).map(line -> line.setting().type()).orElse("admin");
  }

  private void add(String name, List<StoredPassword> stored, int level) {
    Found<UserAttributes> block = attributes.get(name);
    boolean bounded = block != null && serviceType(block).equals("nas-prompt");
    int most = bounded ? LEAST_LEVEL_WITH_A_PROMPT : OperatorSetting.MOST_LEVEL;
    users.put(name, new User(name, stored, Math.min(level, most), keys(name)));
  }

  private List<String> keys(String name) {
    List<String> keys = new ArrayList<>();
    Found<UserAttributes> block = attributes.get(name);
    List<Found<PublicKey>> lines = block == null ? List.of() : block.node().all(PublicKey.class);
    for (Found<PublicKey> line : lines) {
      String key = line.setting().key();
      if (line.setting().hashed()) {
        ledger.notUsed(line.node(), "a hash of a key: the guard needs the key itself");
        problems.add(
            line.where()
                .warning(name + " cannot log in by this key: the guard needs the key itself"));
      } else {
        keys.add(PublicKeys.type(key) + " " + key);
      }
    }
    return keys;
  }

  private void warnIfOpen(Found<OpenUser> line) {
    User user = users.get(line.setting().name());
    if (user != null && user.isOpen()) {
      problems.add(line.where().warning("whoever may connect and types " + user.name() + " is in"));
    }
  }

  private void requireUser(Found<UserAttributes> block) {
    String name = block.setting().name();
    List<String> known =
        Stream.concat(
                root.all(OperatorSetting.User.class).stream().map(line -> line.setting().name()),
                root.all(OpenUser.class).stream().map(line -> line.setting().name()))
            .toList();
    if (!known.contains(name) && !problems.isDoubtful(name)) {
      problems.add(
          Expectation.missing(
              "username", name, "username " + name + " password WORD", known, block.where()));
    }
  }
}
