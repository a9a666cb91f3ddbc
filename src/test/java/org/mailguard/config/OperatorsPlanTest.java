package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mailguard.config.Operators.From;
import org.mailguard.config.Operators.Privilege;
import org.mailguard.config.Operators.StoredPassword;
import org.mailguard.config.Operators.StoredPassword.Scheme;
import org.mailguard.config.Operators.User;

final class OperatorsPlanTest {
  private static final String HASH =
      "$sha512$5000$pGHnPwHWJ9PhEOCCpSG3eg==$LvTVnDxFQopmILl1RwCYrg==";
  private static final String KEY =
      "AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

  private static Configuration configuration(String text) throws ConfigException {
    return ConfigParser.parse("x", text).orElseThrow();
  }

  private static Operators operators(String text) throws ConfigException {
    return configuration(text).operators();
  }

  private static List<String> warnings(String text) throws ConfigException {
    return configuration(text).warnings().stream()
        .map(Problem::message)
        .filter(message -> !message.startsWith("no server is published"))
        .toList();
  }

  @Test
  void withoutALineNobodyComesIn() throws ConfigException {
    assertThat(operators("")).isEqualTo(Operators.DEFAULT);
    assertThat(Operators.DEFAULT.sshListen()).isEmpty();
    assertThat(Operators.DEFAULT.telnetListen()).isEmpty();
  }

  @Test
  void usersHavePasswordsLevelsAndKeys() throws ConfigException {
    String text =
        """
        username anna password %s pbkdf2 privilege 15
        username anna attributes
         ssh authentication publickey ssh-ed25519 %s anna@example.com
         ssh authentication publickey 4a:9b hashed
        username bert password UZnqrMauknDTnEnp encrypted
        username cleo nopassword privilege 7
        username cleo attributes
         service-type nas-prompt
        username vpn password open privilege 15
        username vpn attributes
         service-type remote-access
         vpn-group-policy road
        """
            .formatted(HASH, KEY);

    assertThat(operators(text).users())
        .isEqualTo(
            Map.of(
                "anna",
                new User(
                    "anna",
                    List.of(new StoredPassword(Scheme.PBKDF2, HASH)),
                    15,
                    List.of("ssh-ed25519 " + KEY)),
                "bert",
                new User(
                    "bert",
                    List.of(new StoredPassword(Scheme.PIX_MD5, "UZnqrMauknDTnEnp")),
                    2,
                    List.of()),
                "cleo",
                new User("cleo", List.of(), 1, List.of())));
    assertThat(warnings(text))
        .containsExactly(
            "anna cannot log in by this key: the guard needs the key itself",
            "an old hash, which is cracked in seconds; type the password again, and it gets a new"
                + " one",
            "whoever may connect and types cleo is in");
  }

  @Test
  void userIsSaidOnceWithOrWithoutPassword() throws ConfigException {
    String text =
        """
        username anna nopassword
        username anna password %s pbkdf2
        """
            .formatted(HASH);

    assertThat(operators(text).users().values())
        .singleElement()
        .satisfies(user -> assertThat(user.passwords()).hasSize(1));
    assertThat(operators(text + "no username anna\n").users()).isEmpty();
  }

  @Test
  void nobodyLogsInByStars() throws ConfigException {
    Operators operators =
        operators(
            """
            passwd *****
            enable password ***** pbkdf2
            username dora password DLaUiAX3l78qgoB5c7iVNw== nt-encrypted
            """);

    assertThat(operators.login())
        .extracting(StoredPassword::scheme)
        .containsExactly(Scheme.UNUSABLE);
    assertThat(operators.enable().values())
        .extracting(StoredPassword::scheme)
        .containsExactly(Scheme.UNUSABLE);
    assertThat(operators.users().values())
        .flatExtracting(User::passwords)
        .extracting(StoredPassword::scheme)
        .containsExactly(Scheme.UNUSABLE);
  }

  @Test
  void passwdAndPasswordAreOne() throws ConfigException {
    assertThat(operators("passwd one\npassword two\n").login())
        .containsExactly(new StoredPassword(Scheme.CLEAR, "two"));
  }

  @Test
  void factoryPasswordsAreNamed() throws ConfigException {
    assertThat(
            warnings(
                """
                enable password 8Ry2YjIyt7RRXU24 encrypted
                passwd 2KFQnbNIdI.2KYOU encrypted
                """))
        .containsExactly(
            "the device's factory password, which is empty: choose one of your own",
            "the device's factory password, cisco: choose one of your own");
  }

  @Test
  void doorsListenWhereTheInterfaceIs() throws ConfigException {
    Operators operators =
        operators(
            """
            ip address inside 10.0.0.1 255.255.255.0
            username anna nopassword
            ssh 10.0.0.0 255.255.255.0 inside
            ssh 2001:db8::/32 inside
            ssh port 2022
            telnet 192.0.2.9 outside
            telnet 10.0.0.0 255.255.255.0 inside
            aaa authentication telnet console LOCAL
            """);
    InetAddress inside = InetAddress.ofLiteral("10.0.0.1");

    assertThat(operators.sshListen()).containsExactly(new InetSocketAddress(inside, 2022));
    assertThat(operators.telnetListen()).containsExactly(new InetSocketAddress(23));
    assertThat(operators.ssh())
        .containsExactly(
            new From(InetAddress.ofLiteral("10.0.0.0"), 24, "inside", List.of(inside)));
    assertThat(operators.authentication()).containsExactly("telnet");
  }

  @Test
  void networkThatCannotReachTheInterfaceIsNamed() throws ConfigException {
    String text =
        """
        ip address inside 10.0.0.1 255.255.255.0
        username anna password %s pbkdf2
        ssh 2001:db8::/32 inside
        """
            .formatted(HASH);

    assertThat(warnings(text))
        .containsExactly("inside has no address that this network could connect to");
    assertThat(operators(text).sshListen()).isEmpty();
    assertThat(operators(text + "ip address inside 2001:db8::1/64\n").sshListen())
        .containsExactly(new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 22));
  }

  @Test
  void networkComesInByItsInterfaceAlone() {
    InetAddress inside = InetAddress.ofLiteral("10.0.0.1");
    InetAddress outside = InetAddress.ofLiteral("192.0.2.1");
    InetAddress peer = InetAddress.ofLiteral("10.0.0.77");
    From from = new From(InetAddress.ofLiteral("10.0.0.0"), 24, "inside", List.of(inside));
    From everywhere = new From(InetAddress.ofLiteral("10.0.0.0"), 24, "", List.of());

    assertThat(from.admits(peer, inside)).isTrue();
    assertThat(from.admits(peer, outside)).isFalse();
    assertThat(from.admits(InetAddress.ofLiteral("10.0.1.77"), inside)).isFalse();
    assertThat(from.admits(InetAddress.ofLiteral("::1"), inside)).isFalse();
    assertThat(everywhere.admits(peer, outside)).isTrue();
  }

  @Test
  void telnetIsClearText() throws ConfigException {
    String clear = "Telnet is clear text: whoever is on the way reads passwords; ssh is not";

    assertThat(
            warnings(
                """
                passwd %s pbkdf2
                telnet 127.0.0.1
                telnet 10.0.0.0 255.255.255.0 inside
                telnet 192.0.2.9 outside
                """
                    .formatted(HASH)))
        .containsExactly(clear, clear + ". The device takes no Telnet on outside at all");
  }

  @Test
  void openDoorThatNobodyHasAKeyToIsNamed() throws ConfigException {
    assertThat(warnings("telnet 127.0.0.1\nssh 127.0.0.1 255.255.255.255\n"))
        .containsExactly(
            "nobody can log in this way: there is no passwd line",
            "nobody can log in this way: there is no username line");
  }

  @Test
  void serversThatAreNotAskedLetNobodyIn() throws ConfigException {
    String text =
        """
        username anna nopassword
        ssh 127.0.0.1 255.255.255.255
        telnet 127.0.0.1 255.255.255.255
        aaa authentication ssh console door
        aaa authentication telnet console door LOCAL
        """;

    assertThat(operators(text).ssh()).isEmpty();
    assertThat(operators(text).sshListen()).isEmpty();
    assertThat(operators(text).telnet()).hasSize(1);
    assertThat(warnings(text))
        .contains(
            "the guard asks no AAA servers: without LOCAL nobody comes in this way",
            "the guard asks no AAA servers: it asks its own users");
  }

  @Test
  void restIsAsTheLinesSay() throws ConfigException {
    Operators operators =
        operators(
            """
            enable password %s level 5 pbkdf2
            telnet timeout 15
            ssh timeout 16
            console timeout 17
            quota management-session 500
            quota management-session ssh 1
            aaa authentication serial console LOCAL
            aaa authorization exec LOCAL auto-enable
            privilege show level 5 mode exec command running-config
            banner motd One
            banner motd Two
            banner asdm Three
            pager lines 40
            terminal width 132
            """
                .formatted(HASH));

    assertThat(operators.enable()).containsOnlyKeys(5);
    assertThat(operators.telnetIdle()).isEqualTo(Duration.ofMinutes(15));
    assertThat(operators.sshIdle()).isEqualTo(Duration.ofMinutes(16));
    assertThat(operators.consoleIdle()).isEqualTo(Duration.ofMinutes(17));
    assertThat(operators.sessions()).isEqualTo(OperatorsPlan.MOST_SESSIONS);
    assertThat(operators.authentication()).containsExactly("console");
    assertThat(operators.autoEnable()).isTrue();
    assertThat(operators.privileges())
        .containsExactly(new Privilege("show", 5, "exec", "running-config"));
    assertThat(operators.banners()).isEqualTo(Map.of("motd", List.of("One", "Two")));
    assertThat(operators.pagerLines()).isEqualTo(40);
    assertThat(operators.columns()).isEqualTo(132);
  }
}
