package org.mailguard.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.OperatorSetting.Authentication;
import org.mailguard.config.OperatorSetting.CommandLevel;
import org.mailguard.config.OperatorSetting.ConsoleIdle;
import org.mailguard.config.OperatorSetting.Door;
import org.mailguard.config.OperatorSetting.DoorIdle;
import org.mailguard.config.OperatorSetting.ExecAuthorization;
import org.mailguard.config.OperatorSetting.SessionQuota;
import org.mailguard.config.OperatorSetting.SshVersion;
import org.mailguard.config.Operators.Privilege;
import org.mailguard.config.Operators.StoredPassword;
import org.mailguard.config.Operators.User;
import org.mailguard.policy.Publication;

/** Puts the lines on the operator's console together. */
final class OperatorsPlan {
  /** Each has a thread and a terminal. */
  static final int MOST_SESSIONS = 100;

  private final Branch root;
  private final Problems problems;
  private final Ledger ledger;
  private final DoorLines doors;

  OperatorsPlan(
      Branch root,
      Interfaces interfaces,
      Collection<Publication> publications,
      Problems problems,
      Ledger ledger) {
    this.root = root;
    this.problems = problems;
    this.ledger = ledger;
    this.doors = new DoorLines(root, interfaces, publications, problems);
  }

  Operators operators() {
    PasswordLines passwords = new PasswordLines(root, problems);
    Map<String, User> users = new UserLines(root, passwords, problems, ledger).users();
    List<StoredPassword> login = passwords.login();
    List<String> authentication = authentication();
    DoorLines.Open telnet = doors.open(Door.TELNET);
    DoorLines.Open ssh = doors.open(Door.SSH);
    doors.warnIfLocked(Door.TELNET, telnet, authentication, users, login);
    doors.warnIfLocked(Door.SSH, ssh, authentication, users, login);
    return new Operators(
        users,
        login,
        passwords.enable(),
        telnet.from(),
        telnet.listen(),
        ssh.from(),
        ssh.listen(),
        idle(Door.TELNET),
        idle(Door.SSH),
        root.last(ConsoleIdle.class)
            .map(line -> Duration.ofMinutes(line.setting().minutes()))
            .orElse(Operators.DEFAULT.consoleIdle()),
        authentication,
        root.last(ExecAuthorization.class).map(line -> line.setting().autoEnable()).orElse(false),
        privileges(),
        sessions(),
        banners(),
        root.last(SystemSetting.Pager.class)
            .map(line -> line.setting().lines())
            .orElse(Operators.DEFAULT.pagerLines()),
        root.last(SystemSetting.TerminalWidth.class)
            .map(line -> line.setting().columns())
            .orElse(Operators.DEFAULT.columns()));
  }

  private Duration idle(Door door) {
    for (Found<DoorIdle> line : root.all(DoorIdle.class)) {
      if (line.setting().door() == door) {
        return Duration.ofMinutes(line.setting().minutes());
      }
    }
    return door == Door.TELNET ? Operators.DEFAULT.telnetIdle() : Operators.DEFAULT.sshIdle();
  }

  private List<String> authentication() {
    List<String> ways = new ArrayList<>();
    for (Found<Authentication> line : root.all(Authentication.class)) {
      String way = line.setting().way();
      ways.add(way.equals("serial") ? "console" : way);
      if (!line.setting().servers().isEmpty()) {
        boolean closed = doors.isClosedBy(line.setting());
        problems.add(
            line.where()
                .ofWord(line.setting().servers())
                .warning(
                    closed
                        ? "the guard asks no AAA servers: without LOCAL nobody comes in this way"
                        : "the guard asks no AAA servers: it asks its own users"));
      }
    }
    root.all(SshVersion.class)
        .forEach(line -> ledger.notUsed(line.node(), "the guard speaks version 2 alone"));
    return ways;
  }

  private List<Privilege> privileges() {
    return root.all(CommandLevel.class).stream()
        .map(Found::setting)
        .map(line -> new Privilege(line.form(), line.level(), line.mode(), line.command()))
        .toList();
  }

  private int sessions() {
    int sessions = Operators.DEFAULT.sessions();
    for (Found<SessionQuota> line : root.all(SessionQuota.class)) {
      int wanted = line.setting().sessions();
      if (!line.setting().kind().isEmpty()) {
        ledger.notUsed(line.node(), "operators are counted together: quota management-session N");
      } else if (wanted == 0 || wanted > MOST_SESSIONS) {
        problems.add(line.where().warning("the guard has at most " + MOST_SESSIONS + " at once"));
        sessions = MOST_SESSIONS;
      } else {
        sessions = wanted;
      }
    }
    return sessions;
  }

  private Map<String, List<String>> banners() {
    Map<String, List<String>> banners = new LinkedHashMap<>();
    for (Found<SystemSetting.Banner> line : root.all(SystemSetting.Banner.class)) {
      if (line.setting().kind().equals("asdm")) {
        ledger.notUsed(line.node(), "there is no ASDM");
      } else {
        banners
            .computeIfAbsent(line.setting().kind(), _ -> new ArrayList<>())
            .add(line.setting().text());
      }
    }
    return banners;
  }
}
