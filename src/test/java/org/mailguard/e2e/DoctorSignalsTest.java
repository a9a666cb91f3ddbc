package org.mailguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.doctor.boxes.BoxFile;
import org.mailguard.doctor.boxes.FakeBox;
import org.mailguard.peers.ScriptedServer;

/** The doctor, when the operator does not wait: what is known is said, and the status is true. */
@Tag("peers")
@Timeout(60)
class DoctorSignalsTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  /** Takes connections and says nothing, as a tarpit. */
  private static ScriptedServer silent() throws IOException {
    return ScriptedServer.start(ScriptedServer.Session::stall);
  }

  /** At another address than the silent one: the doctor asks an address once at a time. */
  private static FakeBox masked() throws IOException {
    return FakeBox.play(
        BoxFile.read(Path.of("src/test/resources/doctor/boxes/asa-a72.box")),
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
  }

  private static String at(FakeBox box) {
    return "127.0.0.2:" + box.address().getPort();
  }

  private static String at(int port) {
    return "127.0.0.1:" + port;
  }

  private static Program doctor(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("doctor"));
    all.addAll(List.of(arguments));
    return Program.startSignalled(all.toArray(String[]::new));
  }

  /** One target is diagnosed, the other is silent: the first is in the report and in the status. */
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void theFirstSignalGivesWhatIsKnown(String signal, @TempDir Path folder) throws Exception {
    Path page = folder.resolve("page.html");
    try (ScriptedServer silent = silent();
        FakeBox masked = masked();
        Program program =
            doctor(at(silent.port()), at(masked), "--pause", "0", "--html", page.toString())) {
      program.await("interference  " + at(masked));
      silent.session(0);
      program.signal(signal);

      program.await("mailguard: stopped");
      program.await("It cannot be told whether something interferes with " + at(silent.port()));
      program.await("It was stopped before all was asked.");
      program.await("Something changes the conversation with " + at(masked));
      program.await("inconclusive: 1");
      assertThat(program.exitStatus()).isEqualTo(1);
      assertThat(Files.readString(page)).contains("1 interference, 1 inconclusive");
    }
  }

  @Test
  void aSilentHostAloneCannotBeTold() throws Exception {
    try (ScriptedServer silent = silent();
        Program program = doctor(at(silent.port()), "--json")) {
      silent.session(0);
      program.signal("INT");
      program.await("\"verdict\":\"inconclusive\"");
      assertThat(program.exitStatus()).isEqualTo(2);
    }
  }

  /** A page that is written into a pipe which nobody reads holds up the first one only. */
  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143"})
  void theSecondSignalEndsAtOnce(String signal, int status, @TempDir Path folder) throws Exception {
    String pipe = folder.resolve("pipe").toString();
    assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
    try (ScriptedServer silent = silent();
        Program program = doctor(at(silent.port()), "--html", pipe)) {
      silent.session(0);
      program.signal(signal);
      program.await("It was stopped before all was asked.");
      program.signal(signal);
      assertThat(program.exitStatus()).isEqualTo(status);
    }
  }

  /** The connection that we end ourselves is no finding. */
  @Test
  void theResponderIsNotBlamedForTheSignal() throws Exception {
    try (ScriptedServer silent = silent();
        Program program = doctor(at(silent.port()), "--with-responder")) {
      silent.session(0);
      program.signal("INT");
      program.await("It cannot be told");
      program.await("It was stopped before all was asked.");
      assertThat(program.exitStatus()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void watchEndsWithItsSummary(String signal, @TempDir Path folder) throws Exception {
    try (ScriptedServer silent = silent();
        FakeBox masked = masked();
        Program program =
            doctor(
                "watch",
                at(masked),
                at(silent.port()),
                "--pause",
                "0",
                "--every",
                "1h",
                "--history",
                folder.resolve("history").toString())) {
      program.await(at(masked) + ": ");
      silent.session(0);
      program.signal(signal);
      program.await("interference  " + at(masked));
      program.await("not asked     " + at(silent.port()));
      assertThat(program.exitStatus()).isEqualTo(1);
    }
  }

  /** Open sessions do not hold it. */
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void serveEndsCleanly(String signal) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
      port = free.getLocalPort();
    }
    try (Program program = doctor("serve", at(port))) {
      assertThat(program.await("ready")).isEqualTo("ready " + at(port));
      try (Socket open = new Socket()) {
        open.connect(new InetSocketAddress(LOOPBACK, port));
        InputStream in = open.getInputStream();
        assertThat(in.read()).isEqualTo('2');
        program.signal(signal);
        assertThat(program.exitStatus()).isZero();
      }
    }
  }
}
