package org.mailguard;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.ends.Responder;
import org.mailguard.doctor.probe.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailguard doctor serve ADDRESS:PORT}: the far end, in the foreground. */
@Command(
    name = "serve",
    description =
        "Be the far end of a diagnosis: answer as a mail server, record every octet, deliver nothing.",
    footer = {
      "",
      "Example:",
      "  mailguard doctor serve 192.0.2.1:2525 --record record.txt",
      "and from where mail comes from:",
      "  mailguard doctor 192.0.2.1:2525 --with-responder",
      "",
      "Ctrl-C ends it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DoctorServeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ADDRESS:PORT", description = "Where to listen.")
  private String listen = "";

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Also append what each session said to this file, with times.")
  private @Nullable Path file;

  @Override
  public Integer call() throws InterruptedException {
    Optional<Target> target =
        Target.parse(listen).filter(it -> it.address() != null && it.port() > 0);
    if (target.isEmpty()) {
      System.err.println("mailguard: " + listen + " is no ADDRESS:PORT");
      return ExitStatus.UNKNOWN;
    }
    InetSocketAddress address = new InetSocketAddress(target.get().address(), target.get().port());
    try (OutputStream out =
            file == null
                ? OutputStream.nullOutputStream()
                : Files.newOutputStream(
                    file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        PrintStream records = new PrintStream(out, true, US_ASCII);
        Responder responder = Responder.start(address, records::print, DoctorServeCommand::say)) {
      CountDownLatch end = new CountDownLatch(1);
      StopSignals.on(end::countDown); // before "ready": who waits for that may signal at once
      System.out.println("ready " + Addresses.text(responder.address()));
      end.await();
      return ExitStatus.FINE;
    } catch (IOException e) {
      say(listen + ": " + e.getMessage());
      return ExitStatus.UNKNOWN;
    }
  }

  private static void say(String trouble) {
    System.err.println("mailguard: " + trouble);
  }
}
