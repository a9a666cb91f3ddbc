package org.mailguard.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mailguard.events.MessageId;

/** The local socket and Telnet, over loopback. */
@Timeout(60)
final class DoorsTest {
  /** What an xterm says of itself. */
  private static final String XTERM =
      "\u00ff\u00fd\u0003\u00ff\u00fd\u0001\u00ff\u00fb\u0018\u00ff\u00fb\u001f"
          + "\u00ff\u00fa\u001f\0P\0\u0018\u00ff\u00f0"
          + "\u00ff\u00fa\u0018\0xterm\u00ff\u00f0";

  @TempDir private Path folder;
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    port = House.freePort();
  }

  private String telnet(String network) {
    return House.OPERATORS
        + "ip address inside 127.0.0.1 255.0.0.0\ntelnet "
        + network
        + " inside\ntelnet port "
        + port
        + "\n";
  }

  private String telnet() {
    return telnet("127.0.0.0 255.0.0.0");
  }

  @Test
  void telnetAsksAsTheDeviceDoes() throws Exception {
    try (House house = new House(folder, telnet());
        Caller caller = Caller.tcp(port)) {
      caller.say(XTERM);
      assertThat(caller.until("Password: ")).contains("\r\nUser Access Verification\r\n\r\n");
      caller.say("sesame\r\0");
      assertThat(caller.until("mx1> "))
          .startsWith("******\r\n")
          .contains("Type help or '?' for a list of available commands.\r\n")
          .contains("clear text");
      caller.say("sho\t?");
      assertThat(caller.until("Your name and level")).startsWith("sho").contains("curpriv");
      caller.say("\u0015exit\r\n");
      caller.until("Logoff");
      assertThat(house.logged(MessageId.LOGIN_PERMITTED))
          .singleElement()
          .asString()
          .matches(
              "Login permitted from 127\\.0\\.0\\.1/\\d+ to inside:127\\.0\\.0\\.1/telnet for user"
                  + " \"enable_1\"");
    }
  }

  /** A client without options shows by itself what is typed, so nothing comes back. */
  @Test
  void aClientWithoutOptionsGetsNoEscapeSequence() throws Exception {
    try (House _ = new House(folder, telnet());
        Caller caller = Caller.tcp(port)) {
      caller.until("Password: ");
      caller.say("sesame\r\n");
      caller.until("mx1> ");
      caller.say("show curpriv\r\n");
      assertThat(caller.until("mx1> "))
          .isEqualTo("Username : enable_1\r\nCurrent privilege level : 1\r\nmx1> ");
    }
  }

  @Test
  void aWrongWordIsLoggedAndTriedThreeTimes() throws Exception {
    String lines = telnet() + "aaa authentication telnet console LOCAL\n";
    try (House house = new House(folder, lines);
        Caller caller = Caller.tcp(port)) {
      for (int i = 0; i < 3; i++) {
        caller.until("Username: ");
        caller.say("an\u001bna\r\n");
        caller.until("Password: ");
        caller.say("wrong\r\n");
      }
      caller.untilClosed();
      assertThat(house.logged(MessageId.LOGIN_DENIED)).hasSize(3);
      assertThat(house.logged(MessageId.LOGIN_DENIED).getFirst())
          .endsWith("/telnet for user \"anna\"");
    }
  }

  @Test
  void whoIsInNoLineIsClosedAtOnce() throws Exception {
    try (House house = new House(folder, telnet("192.0.2.0 255.255.255.0"));
        Caller caller = Caller.tcp(port)) {
      assertThat(caller.untilClosed()).isEmpty();
      assertThat(house.logged(MessageId.CONSOLE_DENIED))
          .singleElement()
          .asString()
          .startsWith("TCP access denied by ACL from 127.0.0.1/");
    }
  }

  /** Neither can they keep out an operator on the same machine. */
  @Test
  void connectionsThatSayNothingAreFew() throws Exception {
    try (House house = new House(folder, telnet())) {
      List<Caller> callers = new ArrayList<>();
      try {
        for (int i = 0; i < 200; i++) {
          callers.add(Caller.tcp(port));
        }
        await()
            .until(() ->
                house.logged(MessageId.CONSOLE_CROWDED).size() == 200 - Places.KNOCKING_OF_ONE);
        assertThat(local("show curpriv\n")).contains("Username : enable_15");
      } finally {
        for (Caller caller : callers) {
          caller.close();
        }
      }
      await()
          .untilAsserted(() -> {
            try (Caller caller = Caller.tcp(port)) {
              caller.until("Password: ");
            }
          });
    }
  }

  @Test
  void aFloodOfOptionsIsCutOffAndLogged() throws Exception {
    try (House house = new House(folder, telnet());
        Caller caller = Caller.tcp(port)) {
      caller.say("\u00ff\u00fd\u0005".repeat(TelnetOptions.MOST + 1));
      caller.untilClosed();
      assertThat(house.logged(MessageId.TELNET_CUT_OFF))
          .singleElement()
          .asString()
          .contains("more than 1000 Telnet commands");
    }
  }

  @Test
  void aLineOfAMegabyteIsRefused() throws Exception {
    try (House _ = new House(folder, telnet());
        Caller caller = Caller.tcp(port)) {
      caller.say(XTERM);
      caller.until("Password: ");
      caller.say("x".repeat(1_000) + "\r\n");
      caller.until("longer than 256 characters");
      caller.until("Password: ");
      caller.say("sesame\r\n");
      caller.until("mx1> ");
      caller.say("y".repeat(1 << 20) + "\r\n");
      caller.until("longer than 4096 characters");
      caller.say("\u0012" + "z".repeat(1 << 20) + "\r\n");
      caller.say("\u0003show curpriv\r\n");
      caller.until("Username : enable_1");
    }
  }

  /** Before he has logged in, so many keys and no more: he could hold up a processor. */
  @Test
  void aMegabyteForAPasswordEndsIt() throws Exception {
    try (House house = new House(folder, telnet())) {
      try (Caller caller = Caller.tcp(port)) {
        caller.say(XTERM);
        caller.until("Password: ");
        try {
          caller.say("x".repeat(1 << 20));
        } catch (IOException e) {
          // Closed while he was still typing.
        }
        assertThat(caller.untilClosed()).doesNotContain("mx1> ");
      }
      Awaitility.await().until(() -> !house.logged(MessageId.LOGIN_DENIED).isEmpty());
    }
  }

  @Test
  void doorsFollowTheLines() throws Exception {
    try (House house = new House(folder, House.OPERATORS)) {
      assertThat(house.at(Way.TELNET)).isEmpty();
      house.follow(telnet());
      try (Caller caller = Caller.tcp(port)) {
        caller.until("Password: ");
        house.follow(House.OPERATORS);
        assertThat(house.at(Way.TELNET)).isEmpty();
        caller.untilClosed();
      }
    }
  }

  @Test
  void aPortThatIsTakenIsForTheLog() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      try (House house = new House(folder, telnet())) {
        assertThat(house.at(Way.TELNET)).isEmpty();
        assertThat(house.logged(MessageId.CONSOLE_UNREACHABLE))
            .singleElement()
            .asString()
            .contains("telnet at /127.0.0.1:" + port);
        assertThat(local("show curpriv\n")).contains("enable_15");
      }
    }
  }

  /** The local socket has room for one more. */
  @Test
  void asManyAsTheQuotaSaysAreAtTheConsole() throws Exception {
    String lines = telnet() + "quota management-session 1\n";
    try (House house = new House(folder, lines);
        Caller first = Caller.tcp(port);
        Caller second = Caller.tcp(port)) {
      for (Caller caller : List.of(first, second)) {
        caller.until("Password: ");
        caller.say("sesame\r\n");
        caller.until("clear text");
        if (caller == first) {
          caller.until("mx1> ");
        }
      }
      second.until("as many as may be are at the console: 1");
      second.untilClosed();
      assertThat(local("kill 1\n")).doesNotContain("ERROR");
      first.untilClosed();
      assertThat(house.logged(MessageId.CONSOLE_CROWDED)).hasSize(1);
    }
  }

  /** What a pipe gets: everything up to the mark, and the status behind it. */
  private String local(String commands) throws Exception {
    try (Caller caller = Caller.local(folder.resolve("run/console"))) {
      caller.say(LocalClient.hello("pipe", 80, 24));
      caller.say(commands + "exit\n");
      return caller.untilClosed();
    }
  }

  @Test
  void aPipeHasNoPromptAndAStatus() throws Exception {
    try (House _ = new House(folder, House.OPERATORS)) {
      assertThat(local("show curpriv\n"))
          .isEqualTo("Username : enable_15\nCurrent privilege level : 15\n\u00ff\0");
      assertThat(local("show nonsense\nshow curpriv\n")).contains("Username").endsWith("\u00ff\1");
    }
  }

  @Test
  void theSocketIsForTheGroupAndNotForOthers() throws Exception {
    try (House _ = new House(folder, House.OPERATORS)) {
      Path socket = folder.resolve("run/console");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-rw----");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
          .startsWith("rwx")
          .endsWith("---");
    }
    assertThat(folder.resolve("run/console")).doesNotExist();
  }

  @Test
  void aSocketThatWasLeftBehindIsReplacedAndOneThatAnswersIsNot() throws Exception {
    try (House _ = new House(folder, House.OPERATORS)) {
      assertThatThrownBy(() -> new House(folder, House.OPERATORS))
          .hasMessageContaining("another guard answers there");
      assertThat(local("show curpriv\n")).contains("enable_15");
    }
    Path socket = folder.resolve("run/console");
    try (var left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(socket).exists();
    try (House _ = new House(folder, House.OPERATORS)) {
      assertThat(local("show curpriv\n")).contains("enable_15");
    }
  }

  @Test
  void rubbishOnTheSocketIsClosed() throws Exception {
    try (House _ = new House(folder, House.OPERATORS)) {
      for (String rubbish : List.of("GET / HTTP/1.0\r\n\r\n", "x".repeat(1000), "\0\n")) {
        try (Caller caller = Caller.local(folder.resolve("run/console"))) {
          caller.say(rubbish);
          assertThat(caller.untilClosed()).isEmpty();
        }
      }
    }
  }
}
