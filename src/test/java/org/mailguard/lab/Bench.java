package org.mailguard.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mailguard.config.Configuration;
import org.mailguard.policy.Laboratory;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Release;
import org.mailguard.trace.Effect;
import org.mailguard.trace.SessionDriver;

/** A box between a client and a server that the test plays: what each side gets, in one string. */
final class Bench {
  private final SessionDriver driver;
  private final StringBuilder toServer = new StringBuilder();
  private final StringBuilder toClient = new StringBuilder();
  private final List<String> notes = new ArrayList<>();
  private boolean closed;
  private boolean aborted;

  private Bench(Policy policy) {
    driver = new SessionDriver(policy);
    driver.start();
    driver.happens("connected");
    take();
  }

  static Bench of(Policy policy) {
    return new Bench(policy);
  }

  /** A release with defects, or as it is if there are none. */
  static Bench of(Release release, Defect... defects) {
    return of(Configuration.release(release).in(new Laboratory(Set.of(defects), null)));
  }

  /** Each with CR LF behind it. */
  static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  /** Past the greeting and HELO, with nothing seen yet. */
  static Bench greeted(Release release, Defect... defects) {
    return of(release, defects).greeted();
  }

  Bench greeted() {
    server("220 mx.example ESMTP\r\n");
    client("HELO a.example\r\n");
    server("250 mx.example\r\n");
    seenByServer();
    seenByClient();
    return this;
  }

  /** Up to the server's 354, with nothing seen yet. */
  Bench inMessage() {
    client("MAIL FROM:<x@a.example>\r\n");
    server("250 ok\r\n");
    client("RCPT TO:<y@b.example>\r\n");
    server("250 ok\r\n");
    client("DATA\r\n");
    server("354 go on\r\n");
    seenByServer();
    seenByClient();
    return this;
  }

  /** Segments of the client. */
  void client(String... segments) {
    for (String segment : segments) {
      driver.clientSends(segment.getBytes(ISO_8859_1));
    }
    take();
  }

  /** A Telnet client that sends each octet as it is typed; the line's end is one. */
  void types(String line) {
    line.chars().forEach(octet -> client(Character.toString(octet)));
    client("\r\n");
  }

  void server(String... segments) {
    for (String segment : segments) {
      driver.serverSends(segment.getBytes(ISO_8859_1));
    }
    take();
  }

  void happens(String event) {
    driver.happens(event);
    take();
  }

  private void take() {
    for (Effect effect : driver.takeEffects()) {
      switch (effect) {
        case Effect.ToServer(String octets, _) -> toServer.append(octets);
        case Effect.Relayed(String octets) -> toClient.append(octets);
        case Effect.Answered(String octets, _, _) -> toClient.append(octets);
        case Effect.Noted note -> notes.add(note.id() + " " + note.detail());
        case Effect.ServerClosed(boolean abort) -> aborted |= abort;
        case Effect.Closed _ -> closed = true;
      }
    }
  }

  /** What the server got since this was called last. */
  String seenByServer() {
    String seen = toServer.toString();
    toServer.setLength(0);
    return seen;
  }

  /** What the client got since this was called last. */
  String seenByClient() {
    String seen = toClient.toString();
    toClient.setLength(0);
    return seen;
  }

  List<String> notes() {
    return notes;
  }

  boolean isClosed() {
    return closed;
  }

  /** True if the server must not take the end of the stream for that of a message. */
  boolean isAborted() {
    return aborted;
  }
}
