package org.mailguard;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigResult;
import org.mailguard.config.Configuration;
import org.mailguard.proxy.HandedOver;
import org.mailguard.proxy.Tap;
import picocli.CommandLine.Command;

/**
 * {@code mailguard demo}: a mail server and a guard with two doors before it, on loopback, without
 * any set-up.
 */
@Command(
    name = "demo",
    description = "A mail server with a guard before it, on loopback; shows each conversation.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  /** The demo's parts; closing ends them. */
  record Parts(DemoMailServer server, RunningGuard guard, String configuration, int honest, int pix)
      implements AutoCloseable {
    @Override
    public void close() {
      try {
        guard.stop(Duration.ZERO);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      server.close();
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    DemoScreen screen = new DemoScreen(System.out);
    try (Parts parts = start(screen)) {
      System.out.print(welcome(parts));
      parts.guard().announce(System.out);
      CountDownLatch end = new CountDownLatch(1);
      Signals.on("TERM", end::countDown);
      Signals.on("INT", end::countDown);
      end.await();
      return ExitStatus.FINE;
    } catch (IOException e) {
      System.err.println("mailguard: " + e.getMessage());
      return ExitStatus.UNKNOWN;
    }
  }

  static Parts start(Tap tap) throws IOException {
    DemoMailServer server = DemoMailServer.start(FreePort.near(3025), FreePort.near(3110));
    int honest = FreePort.near(2525);
    int pix = FreePort.near(2526);
    String text = configuration(server.smtpPort(), honest, pix);
    return switch (ConfigParser.parse("demo", text)) {
      case ConfigResult.Accepted(Configuration configuration) ->
          new Parts(
              server,
              RunningGuard.start(
                  configuration, HandedOver.NONE, OutputStream.nullOutputStream(), tap),
              text,
              honest,
              pix);
      case ConfigResult.Refused refused ->
          throw new IllegalStateException(refused.problems().toString());
    };
  }

  private static String configuration(int server, int honest, int pix) {
    return """
    hostname demo
    ip address outside 127.0.0.1
    static (inside,outside) tcp interface %1$d 127.0.0.1 %3$d
    static (inside,outside) tcp interface %2$d 127.0.0.1 %3$d
    access-list mail permit tcp any interface outside
    access-group mail in interface outside
    fixup protocol smtp %1$d
    fixup protocol smtp %2$d release p51
    """
        .formatted(honest, pix, server);
  }

  private static String welcome(Parts parts) {
    return """
    A mail server (SMTP port %3$d, POP3 port %4$d) with two doors before it:

      127.0.0.1:%1$d   Mailguard, honest
      127.0.0.1:%2$d   a PIX of the year 2000 (release p51)

    Its configuration, in the language of the PIX:

    %5$s
    Try, from another terminal:

      a mail that passes      swaks --server 127.0.0.1:%1$d -f you@example.org -t demo@example.org
      read it                 curl -u demo@example.org:any pop3://127.0.0.1:%4$d/1
      a refused command       telnet 127.0.0.1 %1$d     and type: EXPN staff
      what the id means       ./mailguard explain MG-5-750103
      the same at the PIX     swaks --server 127.0.0.1:%2$d -f you@example.org -t demo@example.org
                              telnet 127.0.0.1 %2$d     and type: EXPN staff

    Each conversation is shown here as it happens (C client, G guard, S server). Control-C ends.

    """
        .formatted(
            parts.honest(),
            parts.pix(),
            parts.server().smtpPort(),
            parts.server().pop3Port(),
            parts.configuration().indent(2).stripTrailing() + "\n");
  }
}
