package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/**
 * A mail server that stands for Exchange 2000 and Exchange Server 2003, which no Debian package
 * can.
 *
 * <p>It is modelled from public descriptions, and was never compared with the real one:
 *
 * <ul>
 *   <li>greeting and EHLO list: printed in Knowledge Base articles 257569 and 320027;
 *   <li>X-EXPS as an AUTH under another name, XEXCH50 with a length, a version and as many octets
 *       behind the go-ahead, X-LINK2STATE in chunks (see {@link LinkState}): article 812455;
 *   <li>{@code 504 Need to authenticate first} to XEXCH50 of a stranger: article 843106;
 *   <li>{@code 550 5.7.1 Unable to relay}: what the founding article's symptom 6 quotes;
 *   <li>all else, such as the texts of most replies and the contents of tokens and tables, is made
 *       up in the style of the rest.
 * </ul>
 *
 * As before the update of MS05-021, it takes link state from anybody. It takes mail for {@link
 * #DOMAIN}; for others only from those who have logged in, and from addresses that have fetched
 * mail by POP3 before, which Exchange never had, but servers of its day did.
 */
public final class FakeExchange implements AutoCloseable {
  /** Its name, of as many letters as in the greeting that the founding article shows starred. */
  public static final String HOST = "mail.ex.test";

  /** Whose mail it takes from everybody. */
  public static final String DOMAIN = "example.test";

  /** The greeting, of a fixed moment; starred as p51 did, it is the founding article's sample. */
  public static final String GREETING =
      "220 "
          + HOST
          + " Microsoft ESMTP MAIL Service, Version: 5.0.2195.4905 ready at"
          + "  Thu, 4 Apr 2002 13:14:26 -0500";

  /** The lines of the EHLO reply behind the first. */
  public static final List<String> KEYWORDS =
      List.of(
          "TURN",
          "SIZE 2097152",
          "ETRN",
          "PIPELINING",
          "DSN",
          "ENHANCEDSTATUSCODES",
          "8bitmime",
          "BINARYMIME",
          "CHUNKING",
          "VRFY",
          "X-EXPS GSSAPI NTLM LOGIN",
          "X-EXPS=LOGIN",
          "AUTH GSSAPI NTLM LOGIN",
          "AUTH=LOGIN",
          "X-LINK2STATE",
          "XEXCH50",
          "OK");

  /** A message that it has taken, and whether its sender had logged in. */
  public record Taken(ExchangeMail mail, boolean authenticated) {}

  private final ScriptedServer server;
  private final PopServer pop = PopServer.start();
  private final List<String> lines = new ArrayList<>();
  private final List<String> tables = new ArrayList<>();
  private final List<Taken> messages = new ArrayList<>();

  private final EhloOffer offer;

  private final boolean insistsOnHello;

  private FakeExchange(EhloOffer offer, boolean insistsOnHello) throws IOException {
    this.offer = offer;
    this.insistsOnHello = insistsOnHello;
    server = ScriptedServer.start(this::serve);
  }

  /** Starts one on a free port of loopback. */
  public static FakeExchange start() throws IOException {
    return without();
  }

  /** Starts one that does not list these keywords, though it follows their verbs. */
  public static FakeExchange without(String... keywords) throws IOException {
    return new FakeExchange(new EhloOffer(KEYWORDS).without(List.of(keywords)), true);
  }

  /** Starts one that takes MAIL from those who have not said HELO or EHLO, as many servers do. */
  public static FakeExchange withoutHello() throws IOException {
    return new FakeExchange(new EhloOffer(KEYWORDS), false);
  }

  private void serve(ScriptedServer.Session session) throws IOException {
    try {
      new ExchangeSession(this, session).run();
    } catch (Wire.Unanswered | SocketException e) {
      // A client that goes away in the middle, or falls silent, is no fault of the server.
      heard("(lost)");
    }
  }

  public int port() {
    return server.port();
  }

  /** Where mail programs fetch mail. An address that has done so may relay. */
  public int popPort() {
    return pop.port();
  }

  /** How many connections have come. */
  public int sessionCount() {
    return server.sessionCount();
  }

  /** The octets that came on the connection with this number, counted from 0, as ISO 8859-1. */
  public String received(int number) throws InterruptedException {
    return new String(server.session(number).received(), ISO_8859_1);
  }

  /**
   * The command lines of all connections, in the order in which they came, with those that answer a
   * 334; {@code (lost)} where a client has gone without QUIT. Each is here before its reply is
   * sent.
   */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** The messages it has taken; each is here before the reply that says so. */
  public synchronized List<Taken> messages() {
    return List.copyOf(messages);
  }

  /** The link state tables that have come whole. */
  public synchronized List<String> tables() {
    return List.copyOf(tables);
  }

  synchronized void heard(String line) {
    lines.add(line);
  }

  synchronized void take(Taken message) {
    messages.add(message);
  }

  synchronized void take(List<String> linkState) {
    tables.addAll(linkState);
  }

  boolean insistsOnHello() {
    return insistsOnHello;
  }

  EhloOffer offer() {
    return offer;
  }

  boolean hasFetchedMail(InetAddress client) {
    return pop.hasServed(client);
  }

  @Override
  public void close() throws IOException {
    pop.close();
    server.close();
  }
}
