package org.mailguard.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mailguard.peers.NeedsPeers;
import org.mailguard.peers.WireClient;

/**
 * The operator's console with the clients that operators have: Debian's {@code telnet} and {@code
 * ssh} under a pseudo-terminal, scripts for {@code expect}, and the program's own client.
 */
@NeedsPeers
@Timeout(180)
class ConsoleTest {
  /** Of the word secret, so that the guard need not hash it at each start. */
  private static final String SECRET =
      "$sha512$1000$AAAAAAAAAAAAAAAAAAAAAA==$zLVCnF6GPuuAmY3zpWp9xQ==";

  @TempDir private Path folder;
  private Path file = Path.of("");
  private int port;
  private int telnet;
  private int ssh;

  @BeforeEach
  void choosePorts() throws IOException {
    file = folder.resolve("startup-config");
    try (ServerSocket one = loopback();
        ServerSocket two = loopback();
        ServerSocket three = loopback()) {
      port = one.getLocalPort();
      telnet = two.getLocalPort();
      ssh = three.getLocalPort();
    }
  }

  private static ServerSocket loopback() throws IOException {
    return new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
  }

  private void configure(int serverPort, String more) throws IOException {
    Files.writeString(
        file,
        """
        hostname gate
        ip address outside 127.0.0.1
        static (inside,outside) tcp interface %1$d 127.0.0.1 %2$d
        access-list mail permit tcp any interface outside eq %1$d
        access-group mail in interface outside
        fixup protocol smtp %1$d
        no relay-test
        passwd %6$s pbkdf2
        enable password %6$s pbkdf2
        username anna password %6$s pbkdf2 privilege 15
        telnet port %3$d
        ssh port %4$d
        telnet 127.0.0.0 255.255.255.0 outside
        ssh 127.0.0.0 255.255.255.0 outside
        %5$s
        """
            .formatted(port, serverPort, telnet, ssh, more, SECRET));
  }

  private Program start() throws IOException {
    Program guard = Program.start("run", "-c", file.toString());
    guard.awaitReady();
    // A full pipe would hold up the log.
    Thread.ofVirtual().start(() -> guard.drain());
    return guard;
  }

  private record Ended(int status, String text) {}

  private Ended run(String... command) throws IOException, InterruptedException {
    Path said = Files.createTempFile(folder, "said", "");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(said.toFile())
            .start();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("still running:\n" + Files.readString(said));
    }
    return new Ended(process.exitValue(), Files.readString(said));
  }

  private Ended expect(String script, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("expect", "src/test/expect/" + script));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return run(command.toArray(String[]::new));
  }

  private Ended console(String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", "target/mailguard.jar", "console", file + ".console"));
    command.addAll(List.of(more));
    return run(command.toArray(String[]::new));
  }

  private WireClient hello() throws IOException {
    WireClient client = WireClient.connect(port);
    client.expect(220);
    client.command("HELO client.test", 250);
    return client;
  }

  private static void send(WireClient client, int number) throws IOException {
    client.envelope("a@b.test", "c@d.test");
    client.data(("Message-Number: " + number + "\r\n\r\nx\r\n").getBytes(US_ASCII));
  }

  /** Before: EHLO is refused. Behind: it works, and after a restart, and no mail minds. */
  @Test
  void theRecipeOfTheArticle() throws Exception {
    try (CountingServer server = CountingServer.start()) {
      configure(server.port(), "fixup protocol smtp " + port + " release p51");
      try (Program guard = start()) {
        WireClient open = hello();
        try (WireClient client = WireClient.connect(port)) {
          client.expect(220);
          assertThat(client.command("EHLO a.test").code()).isEqualTo(500);
        }
        open.envelope("a@b.test", "c@d.test");
        open.command("DATA", 354);
        Thread mail = Thread.ofVirtual().start(() -> sendMany(1, 60));
        Ended recipe = expect("recipe.exp", "127.0.0.1", telnet, "secret", "secret", port);
        assertThat(recipe.status()).as(recipe.text()).isZero();
        open.send("Message-Number: 0\r\n\r\nx\r\n.\r\n".getBytes(US_ASCII));
        open.expect(250);
        open.close();
        mail.join(Duration.ofSeconds(60));
        try (WireClient client = WireClient.connect(port)) {
          client.expect(220);
          client.command("EHLO a.test", 250);
        }
        guard.signal("TERM");
        assertThat(guard.exitStatus()).isZero();
      }
      assertThat(server.messages())
          .hasSize(61)
          .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
      assertThat(Files.readString(file)).contains("no fixup protocol smtp " + port);
      try (Program _ = start();
          WireClient client = WireClient.connect(port)) {
        client.expect(220);
        client.command("EHLO a.test", 250);
      }
    }
  }

  private void sendMany(int first, int count) {
    for (int number = first; number < first + count; number++) {
      try (WireClient client = hello()) {
        send(client, number);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void aScriptSavesTheConfigurationAndChangesIt() throws Exception {
    configure(1, "");
    try (Program _ = start()) {
      Ended backup = expect("backup.exp", "127.0.0.1", telnet, "secret", "secret");
      assertThat(backup.status()).as(backup.text()).isZero();
      assertThat(backup.text())
          .contains(": Saved", "hostname gate", "Cryptochecksum:", ": end")
          .doesNotContain("<--- More --->", "\u001b[");
      assertThat(Files.readString(file)).contains("pager lines 33", "pbkdf2");
      assertThat(Files.readString(folder.resolve("startup-config.old/000001")))
          .contains("passwd $sha512$");
    }
  }

  /** RANCID, as network people run it, with its own log-in script and its idea of a device. */
  @Test
  void rancidCollectsTheConfiguration() throws Exception {
    configure(1, "");
    Path login = folder.resolve("cloginrc");
    Files.writeString(
        login,
        """
        add method 127.0.0.1 {telnet:%d}
        add password 127.0.0.1 {secret} {secret}
        """
            .formatted(telnet),
        UTF_8);
    Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rw-------"));
    try (Program _ = start()) {
      Ended rancid =
          run(
              "sh",
              "-c",
              "cd '%s' && HOME=. CLOGINRC=%s PATH=$PATH:/usr/lib/rancid/bin rancid -d -t cisco -l 127.0.0.1"
                  .formatted(folder, login));
      assertThat(rancid.text()).contains("Done clogin").doesNotContain("End of run not found");
      assertThat(rancid.status()).as(rancid.text()).isZero();
      assertThat(Files.readString(folder.resolve("127.0.0.1.new")))
          .contains(
              "\nhostname gate\n",
              "\n!passwd <removed>\n",
              "\naccess-group mail in interface outside\n",
              "\n: end\n")
          .doesNotContain("pbkdf2", "ERROR");
    }
  }

  /**
   * Somebody at a terminal.
   *
   * @param columns of his window
   * @param terminal as in TERM
   */
  private record Seat(int columns, String terminal, String way) {}

  private static final List<Seat> SEATS =
      List.of(
          new Seat(40, "xterm", "telnet"),
          new Seat(200, "vt100", "telnet"),
          new Seat(80, "dumb", "telnet"),
          new Seat(80, "xterm-256color", "ssh"),
          new Seat(40, "linux", "ssh"),
          new Seat(200, "xterm", "console"),
          new Seat(80, "dumb", "console"));

  @Test
  void keysAsAPersonTypesThem() throws Exception {
    configure(1, "");
    try (Program _ = start()) {
      for (Seat seat : SEATS) {
        List<Object> arguments = new ArrayList<>(List.of(seat.columns(), seat.terminal()));
        arguments.addAll(
            switch (seat.way()) {
              case "telnet" -> List.of("telnet", "127.0.0.1", telnet);
              case "ssh" -> ssh("-tt");
              default ->
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java"),
                      "-jar",
                      "target/mailguard.jar",
                      "console",
                      file + ".console");
            });
        Ended keys = expect("keys.exp", arguments.toArray());
        assertThat(keys.status()).as(seat + "\n" + keys.text()).isZero();
        if (seat.terminal().equals("dumb")) {
          assertThat(keys.text()).doesNotContain("\u001b");
        }
      }
    }
  }

  private List<Object> ssh(String... more) {
    List<Object> command = new ArrayList<>(List.of("ssh", "-p", ssh));
    for (String option :
        List.of(
            "StrictHostKeyChecking=accept-new",
            "UserKnownHostsFile=" + folder.resolve("known_hosts"))) {
      command.addAll(List.of("-o", option));
    }
    command.addAll(List.of((Object[]) more));
    command.add("anna@127.0.0.1");
    return command;
  }

  @Test
  void aKeyOpensAndACommandHasItsStatus() throws Exception {
    StringBuilder lines = new StringBuilder("username anna attributes\n");
    for (String type : List.of("ed25519", "rsa", "ecdsa")) {
      Path key = folder.resolve(type);
      Ended made = run("ssh-keygen", "-q", "-N", "", "-t", type, "-f", key.toString());
      assertThat(made.status()).as(made.text()).isZero();
      String[] words = Files.readString(folder.resolve(type + ".pub")).split(" ", -1);
      lines.append(" ssh authentication publickey " + words[0] + " " + words[1] + "\n");
    }
    configure(1, lines.toString());
    try (Program _ = start()) {
      for (String type : List.of("ed25519", "rsa", "ecdsa")) {
        Ended fine = command(type, "show clock");
        assertThat(fine.text()).as(type).contains(" UTC ");
        assertThat(fine.status()).isZero();
      }
      assertThat(command("rsa", "show nonsense").status()).isEqualTo(1);
      String hostKey = Files.readString(folder.resolve("startup-config.ssh_host_key"));
      assertThat(hostKey).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
    }
  }

  private Ended command(String key, String command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    ssh("-o", "BatchMode=yes", "-i", folder.resolve(key).toString())
        .forEach(word -> line.add(word.toString()));
    line.add(command);
    return run(line.toArray(String[]::new));
  }

  @Test
  void aPipeGetsTextAndAStatus() throws Exception {
    configure(1, "");
    try (Program _ = start()) {
      Ended fine = console("-e", "show running-config", "-e", "show clock");
      assertThat(fine.text()).contains(": end\n").doesNotContain("gate#", "\r", "More");
      assertThat(fine.status()).isZero();
      assertThat(console("-e", "show nonsense").status()).isEqualTo(1);
    }
    assertThat(console("-e", "show clock").status()).isEqualTo(2);
  }

  /** Whatever strangers do to the door, mail passes and root gets in. */
  @Test
  void hostileGuests() throws Exception {
    try (CountingServer server = CountingServer.start()) {
      configure(server.port(), "");
      List<Socket> guests = new ArrayList<>();
      try (Program guard = start()) {
        for (int i = 0; i < 1_000; i++) {
          guests.add(new Socket());
          guests
              .getLast()
              .bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0." + (1 + i % 250)), 0));
          guests
              .getLast()
              .connect(
                  new InetSocketAddress(
                      InetAddress.ofLiteral("127.0.0.1"), i % 2 == 0 ? telnet : ssh));
        }
        sendMany(0, 20);
        Ended local = console("-e", "show users");
        assertThat(local.text()).contains("this machine");
        for (Socket guest : guests) {
          guest.close();
        }
        flood(optionFlood());
        flood("x".repeat(1 << 20).getBytes(UTF_8));
        flood(garbage());
        sendMany(20, 20);
        assertThat(server.messages()).hasSize(40);
        assertThat(console("-e", "show clock").status()).isZero();
        assertThat(guard.pid()).isPositive();
        Ended keys = expect("keys.exp", 80, "xterm", "telnet", "127.0.0.1", telnet);
        assertThat(keys.status()).as(keys.text()).isZero();
      }
    }
  }

  private static byte[] optionFlood() {
    byte[] flood = new byte[300_000];
    for (int i = 0; i + 2 < flood.length; i += 3) {
      flood[i] = (byte) 255;
      flood[i + 1] = (byte) (251 + i % 4);
      flood[i + 2] = (byte) (i % 256);
    }
    return flood;
  }

  private static byte[] garbage() {
    byte[] octets = new byte[1 << 18];
    new Random(5).nextBytes(octets);
    return octets;
  }

  /** Sends until the guard has enough of it, or all is sent. */
  private void flood(byte[] octets) throws IOException {
    try (Socket guest = new Socket(InetAddress.ofLiteral("127.0.0.1"), telnet)) {
      guest.setSoTimeout(5_000);
      Thread reader = Thread.ofVirtual().start(() -> drain(guest));
      OutputStream out = guest.getOutputStream();
      try {
        out.write(octets);
        guest.shutdownOutput();
      } catch (IOException e) {
        // The guard has closed: that is one of the right answers.
      }
      reader.interrupt();
    }
  }

  private static void drain(Socket guest) {
    try {
      InputStream in = guest.getInputStream();
      byte[] octets = new byte[4096];
      while (in.read(octets) > 0) {
        // Nobody wants it.
      }
    } catch (IOException e) {
      // Closed.
    }
  }
}
