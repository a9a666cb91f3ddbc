package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Debian's own clients at the doors of a running guard, each under a pseudo-terminal that expect
 * makes: telnet in character and in line mode, ssh by password, by key and with a command.
 */
@NeedsPeers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsolePeersTest {
  /** A terminal, before a client is started. */
  private static final String TERMINAL =
      """
      set timeout 30
      set stty_init "rows 24 columns 80"
      """;

  /** An end for what never comes; it is about the client that was started before it. */
  private static final String BOUND =
      """
      expect_after {
        timeout { puts "\\nNOT SEEN"; exit 9 }
        eof { puts "\\nCLOSED TOO EARLY"; exit 8 }
      }
      """;

  private static final String SSH =
      "ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR ";

  private Folder folder;
  private Daemon guard;
  private int telnet;
  private int ssh;

  @BeforeAll
  void start() throws Exception {
    folder = Folder.create("console");
    telnet = Daemon.freePort();
    ssh = Daemon.freePort();
    Path key = folder.file("key");
    Program.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()).succeeded();
    String publicKey = Files.readString(folder.file("key.pub")).split(" ", -1)[1];
    Path configuration =
        folder.write(
            "startup-config",
            """
            hostname mx1
            ip address inside 127.0.0.1 255.0.0.0
            ip address outside 127.0.0.1 255.0.0.0
            static (inside,outside) tcp interface %1$d 127.0.0.1 %2$d
            banner login For operators of mx1 only
            passwd sesame
            enable password open
            username anna password sesame privilege 15
            username anna attributes
             ssh authentication publickey %3$s
            aaa authentication ssh console LOCAL
            aaa authorization exec LOCAL auto-enable
            telnet 127.0.0.0 255.0.0.0 inside
            telnet port %4$d
            ssh 127.0.0.0 255.0.0.0 inside
            ssh port %5$d
            """
                .formatted(Daemon.freePort(), Daemon.freePort(), publicKey, telnet, ssh));
    guard =
        Daemon.start(
            folder.file("guard.log"),
            ssh,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.mailguard.Mailguard",
                "run",
                "-c",
                configuration.toString()));
  }

  @AfterAll
  void stop() throws Exception {
    guard.close();
    folder.close();
  }

  private String expect(String script) throws IOException {
    Path file = folder.write("script", TERMINAL + script);
    return Program.run("expect", "-f", file.toString()).succeeded();
  }

  private String telnet() {
    return "spawn telnet 127.0.0.1 " + telnet + "\n" + BOUND;
  }

  private String ssh(String options) {
    return "spawn " + SSH + "-p " + ssh + " " + options + " anna@127.0.0.1\n" + BOUND;
  }

  @Test
  void theRecipeRunsOverTelnet() throws IOException {
    String seen =
        expect(
            telnet()
                + """
                expect "User Access Verification"
                expect "Password: "
                send "wrong\\r"
                expect "Invalid password"
                expect "Password: "
                send "sesame\\r"
                expect "mx1> "
                send "en\\t"
                expect "enable "
                send "\\r"
                expect "Password: "
                send "open\\r"
                expect "mx1# "
                send "show ru?"
                expect "running-config"
                expect "show ru"
                send "\\t"
                expect "ning-config "
                send "| include hostname\\r"
                expect "hostname mx1"
                expect "mx1# "
                send "conf t\\r"
                expect "mx1(config)# "
                send "\\032"
                expect "mx1# "
                send "exit\\r"
                expect "Logoff"
                expect eof
                """);
    assertThat(seen).contains("******").doesNotContain("sesame");
  }

  /** The client shows what is typed and sends it with Enter; a question stands at its end. */
  @Test
  void telnetInLineModeWorks() throws IOException {
    expect(
        telnet()
            + """
            expect "Password: "
            send "\\035"
            expect "telnet> "
            send "mode line\\r"
            send "\\r"
            send "sesame\\r"
            expect "mx1> "
            send "show curpriv\\r"
            expect "Current privilege level : 1"
            send "show ?\\r"
            expect "Your name and level"
            send "exit\\r"
            expect "Logoff"
            expect eof
            """);
  }

  @Test
  void aWindowThatGrowsIsHeeded() throws IOException {
    expect(
        ssh("-tt -o PubkeyAuthentication=no")
            + """
            expect "assword: "
            send "sesame\\r"
            expect "mx1# "
            stty rows 24 columns 200 < $spawn_out(slave,name)
            send "show running-config | include a very long pattern that does not fit into eighty columns at all\\r"
            expect "| include a very long pattern that does not fit into eighty columns at all\\r"
            expect "mx1# "
            send "exit\\r"
            expect "Logoff"
            expect eof
            """);
  }

  @Test
  void sshHasTabAndQuestions() throws IOException {
    expect(
        ssh("-tt -i " + folder.file("key"))
            + """
            expect "mx1# "
            send "sh"
            expect "sh"
            send "\\t"
            expect "ow "
            send "cur?"
            expect "Your name and level"
            expect "show cur"
            send "\\r"
            expect "Current privilege level : 15"
            expect "mx1# "
            send "logout\\r"
            expect eof
            """);
  }

  @Test
  void sshRunsOneCommandAndHasItsStatus() throws IOException {
    String key = folder.file("key").toString();
    Program fine = command(key, "show curpriv");
    assertThat(fine.output()).isEqualTo("Username : anna\nCurrent privilege level : 15\n");
    assertThat(fine.exit()).isZero();
    assertThat(command(key, "show nonsense").exit()).isEqualTo(1);
  }

  /** OpenSSH shows it unless it is told to be silent. */
  @Test
  void sshShowsTheBannerBeforeTheLogin() throws IOException {
    String talkative = SSH.replace("LogLevel=ERROR", "LogLevel=INFO");
    Program run =
        Program.run(
            "sh",
            "-c",
            talkative
                + "-i "
                + folder.file("key")
                + " -p "
                + ssh
                + " anna@127.0.0.1 'show curpriv'");
    assertThat(run.output()).contains("For operators of mx1 only").contains("Username : anna");
  }

  private Program command(String key, String line) throws IOException {
    return Program.run(
        "sh", "-c", SSH + "-i " + key + " -p " + ssh + " anna@127.0.0.1 '" + line + "'");
  }

  @Test
  void sshForwardsNothingAndCopiesNothing() throws IOException {
    String key = folder.file("key").toString();
    Program copy =
        Program.run(
            "sh",
            "-c",
            SSH.replace("ssh -F", "sftp -F")
                + "-i "
                + key
                + " -P "
                + ssh
                + " -b /dev/null anna@127.0.0.1");
    assertThat(copy.exit()).isNotZero();
    Program forward =
        Program.run(
            "sh",
            "-c",
            SSH + "-i " + key + " -p " + ssh + " -W 127.0.0.1:" + telnet + " anna@127.0.0.1");
    assertThat(forward.exit()).isNotZero();
    assertThat(forward.output()).contains("forwarding failed");
  }

  @Test
  void oldAlgorithmsAreNotSpoken() throws IOException {
    for (String old :
        new String[] {
          "Ciphers=aes128-cbc",
          "MACs=hmac-sha1 -o Ciphers=aes128-ctr",
          "KexAlgorithms=diffie-hellman-group14-sha1"
        }) {
      Program program =
          Program.run(
              "sh",
              "-c",
              SSH.replace("ERROR", "INFO")
                  + "-o "
                  + old
                  + " -o BatchMode=yes -p "
                  + ssh
                  + " anna@127.0.0.1 exit");
      assertThat(program.output()).as(old).contains("no matching");
    }
  }
}
