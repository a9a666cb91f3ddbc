package org.mailguard.lab;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.MessageId;
import org.mailguard.lab.ExpectedReplies.Expected;
import org.mailguard.lab.ExpectedReplies.Kind;
import org.mailguard.lab.Make.Decision;
import org.mailguard.policy.Policy;
import org.mailguard.session.Waiting;
import org.mailguard.smtp.LineScanner;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.ReplyScanner;
import org.mailguard.smtp.SmtpWriter;
import org.mailguard.smtp.Verb;

/**
 * A firewall of another make: these were proxies, which read whole lines and spoke for themselves,
 * and had none of the PIX's trouble with segments. What they say and pass is for {@link Make} to
 * know; the framing is the guard's own, so that a symptom which shows is the make's.
 */
final class ProxyDevice implements Device {

  private enum Mode {
    GREETING,
    COMMANDS,
    SASL,
    DATA
  }

  private final Policy policy;
  private final Wires wires;
  private final Make make;
  private final ExpectedReplies expected;
  private final LineScanner lines = new LineScanner();
  private final ReplyScanner replies = new ReplyScanner();
  private final DataStream data;
  private final @Nullable BlindedHeader blinded;
  private Mode mode = Mode.GREETING;

  ProxyDevice(Policy policy, Wires wires, Make make) {
    this.policy = policy;
    this.wires = wires;
    this.make = make;
    expected = new ExpectedReplies(wires);
    data = new DataStream(wires, false);
    blinded = make.blindsTrace() ? new BlindedHeader(wires) : null;
  }

  // ---- client

  @Override
  public boolean takesClientOctets() {
    return switch (mode) {
      case GREETING -> false;
      case COMMANDS -> !expected.opensMode() && expected.size() < policy.limits().outstanding();
      case SASL, DATA -> true;
    };
  }

  @Override
  public void clientOctets(ByteBuffer in) {
    while (in.hasRemaining() && takesClientOctets() && !wires.isClosed()) {
      if (mode == Mode.DATA) {
        content(in);
      } else {
        line(in);
      }
    }
  }

  private void content(ByteBuffer in) {
    boolean ended;
    if (blinded != null && blinded.isInHeader()) {
      ended = blinded.octets(in);
    } else {
      ended = data.octets(in);
    }
    if (ended) {
      mode = Mode.COMMANDS;
      data.begin();
      make.transactionEnds();
      expected.add(Kind.CONTENT);
    }
  }

  private void line(ByteBuffer in) {
    int limit = policy.limits().saslLine();
    switch (lines.scan(in, limit)) {
      case MORE -> {}
      case LINE -> {
        Octets line = Octets.copyOf(lines.line(), 0, lines.length());
        if (mode == Mode.SASL) {
          mode = Mode.COMMANDS;
          wires.lineToServer(line);
          expected.add(Kind.AUTH);
        } else {
          command(line);
        }
      }
      case BARE_CR, BARE_LF, NUL -> end(MessageId.NEWLINE_IN_COMMAND, "bare-newline");
      case TOO_LONG -> end(MessageId.LINE_TOO_LONG, "limit line " + limit);
    }
  }

  private void end(MessageId why, String rule) {
    wires.note(why, policy.name() + " " + rule, "", "", "");
    wires.close(false, why.id());
  }

  private void command(Octets line) {
    Verb verb = Verb.thatOpens(line);
    if (verb == Verb.MAIL || verb == Verb.RSET || verb == Verb.HELO || verb == Verb.EHLO) {
      make.transactionEnds();
    }
    switch (make.command(line, verb)) {
      case Decision.Pass _ -> {
        wires.lineToServer(line);
        expected.add(Kind.of(verb));
      }
      case Decision.PassAndSay(Reply words) -> {
        wires.lineToServer(line);
        expected.addReplaced(Kind.of(verb), words);
      }
      case Decision.Say(Reply words) -> expected.addOwn(words, MessageId.LABORATORY);
    }
  }

  // ---- server

  @Override
  public void serverOctets(ByteBuffer in) {
    while (in.hasRemaining() && !wires.isClosed()) {
      switch (replies.scan(in)) {
        case MORE -> {}
        case REPLY -> reply(replies.reply());
        case MALFORMED -> {
          wires.note(MessageId.SERVER_REPLY_MALFORMED, "reply grammar", replies.fault(), "", "");
          wires.close(isMessageUnderWay(), "malformed reply");
        }
      }
    }
  }

  private void reply(Reply reply) {
    if (mode == Mode.GREETING) {
      mode = Mode.COMMANDS;
      wires.progress();
      relay(reply.code() == 220 ? make.greeting(name(reply)) : reply);
      return;
    }
    Expected answered = expected.take();
    if (answered == null) {
      relay(reply);
      return;
    }
    boolean good = reply.isPositive();
    Reply words = answered.words();
    if (words != null && good) {
      relay(words);
    } else {
      relay(answered.kind() == Kind.EHLO && good ? offered(reply) : reply);
    }
    if (answered.kind() == Kind.DATA && reply.code() == 354) {
      mode = Mode.DATA;
      if (blinded != null) {
        blinded.begin();
      }
    } else if (answered.kind() == Kind.AUTH && reply.code() == 334) {
      mode = Mode.SASL;
    }
    expected.settle();
  }

  /** The first word of a greeting. */
  private static Octets name(Reply greeting) {
    Octets text = greeting.lines().getFirst();
    int blank = text.indexOf(' ');
    return blank < 0 ? text : text.slice(0, blank);
  }

  private Reply offered(Reply reply) {
    List<Octets> kept = new ArrayList<>();
    kept.add(reply.lines().getFirst());
    for (Octets line : reply.lines().subList(1, reply.lines().size())) {
      int blank = line.indexOf(' ');
      if (make.offers(blank < 0 ? line : line.slice(0, blank))) {
        kept.add(line);
      }
    }
    return new Reply(reply.code(), kept);
  }

  private void relay(Reply reply) {
    wires.toClient(SmtpWriter.write(reply));
  }

  // ---- state

  @Override
  public Waiting waiting() {
    return switch (mode) {
      case GREETING -> Waiting.GREETING;
      case COMMANDS, SASL -> expected.waiting();
      case DATA -> Waiting.CONTENT;
    };
  }

  @Override
  public boolean isMessageUnderWay() {
    return mode == Mode.DATA;
  }

  @Override
  public String phase() {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
