package org.mailguard;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/**
 * A mail server inside this process, for the demo: takes every message, gives it back over POP3.
 */
final class DemoMailServer implements AutoCloseable {
  private final GreenMail server;

  private DemoMailServer(GreenMail server) {
    this.server = server;
  }

  /** Port 0 takes a free one. */
  static DemoMailServer start(int smtpPort, int pop3Port) {
    ServerSetup[] setups = {
      new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
      new ServerSetup(pop3Port, "127.0.0.1", ServerSetup.PROTOCOL_POP3)
    };
    GreenMail server =
        new GreenMail(setups)
            .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
    server.start();
    return new DemoMailServer(server);
  }

  int smtpPort() {
    return server.getSmtp().getPort();
  }

  int pop3Port() {
    return server.getPop3().getPort();
  }

  /** Messages that it has. */
  int messages() {
    return server.getReceivedMessages().length;
  }

  @Override
  public void close() {
    server.stop();
  }
}
