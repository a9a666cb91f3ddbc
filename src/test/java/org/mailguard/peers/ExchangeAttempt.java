package org.mailguard.peers;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.peers.ExchangeReport.Delivered;
import org.mailguard.peers.ExchangeReport.Fate;
import org.mailguard.peers.ExchangeReport.Queued;
import org.mailguard.peers.ExchangeReport.Returned;

/** One connection of an {@link ExchangeSender}. A step returns null if the next one may follow. */
final class ExchangeAttempt {
  private static final int CHUNK = 64;

  private final WireClient client;
  private final boolean sameOrganisation;
  private final boolean chunks;
  private final List<String> events = new ArrayList<>();
  private EhloOffer offer = EhloOffer.NOTHING;

  /** {@code chunks} if it sends BDAT where that is offered. */
  ExchangeAttempt(WireClient client, boolean sameOrganisation, boolean chunks) {
    this.chunks = chunks;
    this.client = client;
    this.sameOrganisation = sameOrganisation;
  }

  ExchangeReport send(ExchangeMail mail) throws IOException {
    Fate fate;
    try {
      fate = outcome(mail);
      client.command("QUIT");
    } catch (Wire.Unanswered e) {
      fate = new Queued(e.what());
    } catch (SocketException e) {
      fate = new Queued("the connection was lost: " + e.getMessage());
    }
    return new ExchangeReport(fate, events, client.transcript());
  }

  private Fate outcome(ExchangeMail mail) throws IOException {
    Fate stopped = hello();
    if (stopped == null && sameOrganisation) {
      stopped = organisation();
    }
    if (stopped == null) {
      stopped = envelope(mail);
    }
    if (stopped == null) {
      properties(mail);
      stopped = chunks && offer.has("CHUNKING") ? chunks(mail.octets()) : data(mail.octets());
    }
    return stopped;
  }

  private @Nullable Fate hello() throws IOException {
    WireReply greeting = client.greeting();
    if (greeting.code() != 220) {
      return refused("greeting", greeting);
    }
    WireReply ehlo = client.command("EHLO sender.test");
    if (ehlo.code() == 250) {
      offer = EhloOffer.of(ehlo);
      return null;
    }
    events.add("EHLO refused, HELO instead: " + ehlo);
    WireReply helo = client.command("HELO sender.test");
    return helo.code() == 250 ? null : refused("HELO", helo);
  }

  private @Nullable Fate organisation() throws IOException {
    if (!offer.has("X-EXPS", Mechanism.GSSAPI.name())) {
      events.add("X-EXPS is not offered");
      return new Queued("no authentication with the server of the other routing group");
    }
    WireReply login = Mechanism.GSSAPI.login(client, "X-EXPS");
    events.add("X-EXPS: " + login);
    if (login.code() != 235) {
      return new Queued("no authentication with the server of the other routing group");
    }
    linkState();
    return null;
  }

  /** Without it mail flows, by routes that may be out of date. */
  private void linkState() throws IOException {
    if (!offer.has("X-LINK2STATE")) {
      events.add("X-LINK2STATE is not offered");
      return;
    }
    for (String command : LinkState.commands(LinkState.CLIENTS_TABLE)) {
      WireReply reply = client.command(command);
      if (reply.code() != 250) {
        events.add("X-LINK2STATE: " + reply);
        return;
      }
    }
  }

  private @Nullable Fate envelope(ExchangeMail mail) throws IOException {
    String keyword = mail.body().keyword();
    if (!keyword.isEmpty() && !offer.has(keyword)) {
      events.add(keyword + " is not offered");
      return new Returned("554 5.6.1 Body type not supported by Remote Host");
    }
    String parameters = keyword.isEmpty() ? "" : " BODY=" + mail.body().word();
    WireReply sender = client.command("MAIL FROM:<" + mail.envelope().sender() + ">" + parameters);
    if (sender.code() != 250) {
      return refused("MAIL", sender);
    }
    for (String recipient : mail.envelope().recipients()) {
      WireReply reply = client.command("RCPT TO:<" + recipient + ">");
      if (reply.code() != 250) {
        return refused("RCPT", reply);
      }
    }
    return null;
  }

  /** Without them the message goes as it would to a stranger. */
  private void properties(ExchangeMail mail) throws IOException {
    if (mail.properties().isEmpty()) {
      return;
    }
    if (!offer.has("XEXCH50")) {
      events.add("XEXCH50 is not offered");
      return;
    }
    WireReply reply = client.command("XEXCH50 " + mail.properties().length() + " 2");
    if (reply.code() == 354) {
      client.send(mail.properties());
      reply = client.reply();
    }
    events.add("XEXCH50: " + reply);
  }

  private Fate data(byte[] content) throws IOException {
    WireReply reply = client.command("DATA");
    if (reply.code() == 354) {
      client.send(Dots.stuffed(content));
      reply = client.reply();
    }
    return reply.code() == 250 ? new Delivered(reply.toString()) : refused("DATA", reply);
  }

  private Fate chunks(byte[] content) throws IOException {
    for (int from = 0; ; from += CHUNK) {
      int to = Math.min(content.length, from + CHUNK);
      boolean last = to == content.length;
      WireReply reply = client.bdat(Arrays.copyOfRange(content, from, to), last);
      if (reply.code() != 250) {
        return refused("BDAT", reply);
      }
      if (last) {
        return new Delivered(reply.toString());
      }
    }
  }

  private Fate refused(String step, WireReply reply) {
    events.add(step + ": " + reply);
    return reply.code() >= 500 ? new Returned(reply.toString()) : new Queued(reply.toString());
  }
}
