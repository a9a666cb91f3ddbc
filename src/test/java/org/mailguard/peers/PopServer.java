package org.mailguard.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As much of POP3 as is needed for "POP before SMTP": from whose address somebody has logged in is
 * remembered, for a mail server that relays for those. The mailbox is empty.
 */
final class PopServer implements AutoCloseable {
  private final Set<InetAddress> served = ConcurrentHashMap.newKeySet();
  private final ScriptedServer server;

  private PopServer() throws IOException {
    server = ScriptedServer.start(this::serve);
  }

  static PopServer start() throws IOException {
    return new PopServer();
  }

  private void serve(ScriptedServer.Session session) throws IOException {
    session.say("+OK Microsoft Exchange 2000 POP3 server ready");
    session.dialogue("USER alice", "+OK", "PASS secret", "+OK User successfully logged on");
    served.add(session.peer());
    session.dialogue("STAT", "+OK 0 0", "QUIT", "+OK");
  }

  /** True if somebody has logged in from this address. */
  boolean hasServed(InetAddress client) {
    return served.contains(client);
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
