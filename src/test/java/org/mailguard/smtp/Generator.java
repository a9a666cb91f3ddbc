package org.mailguard.smtp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailguard.smtp.Parameter.Notify.Condition;

/** Every command that the grammar has, at random from a seed. */
final class Generator {
  private static final String ATEXT = "abcXYZ019!#$%&'*+-/=?^_`{|}~";
  private static final String LETTERS = "abcxyzABCXYZ";
  private static final String ALNUM = LETTERS + "0189";
  private static final String[] WIDE = {"\\xc3\\xa9", "\\xe7\\x98\\x8a", "\\xf0\\x9f\\x98\\x80"};
  private static final String[] LITERALS = {
    "[1.2.3.4]", "[255.0.0.1]", "[IPv6:::1]", "[IPv6:2001:db8::1]", "[ipv6:::ffff:1.2.3.4]"
  };
  private static final String[] TIMES = {
    "2030-01-31T12:00:00Z", "2028-02-29T23:59:60.5+05:30", "1999-12-31T00:00:00-11:00"
  };

  private final SplittableRandom random;

  Generator(long seed) {
    random = new SplittableRandom(seed);
  }

  Command command() {
    Verb verb = pick(Verb.values());
    return switch (verb) {
      case HELO -> new Command.Helo(greeting());
      case EHLO -> new Command.Ehlo(greeting());
      case MAIL -> new Command.Mail(one(0.1) ? new Path.Null() : address(), mailParameters());
      case RCPT -> new Command.Rcpt(forwardPath(), rcptParameters());
      case DATA -> new Command.Data();
      case BDAT -> new Command.Bdat(number(), one(0.5));
      case RSET -> new Command.Rset();
      case NOOP -> new Command.Noop(text());
      case QUIT -> new Command.Quit();
      case VRFY -> new Command.Vrfy(wide(ALNUM, 20), one(0.5));
      case EXPN -> new Command.Expn(wide(ALNUM, 20), one(0.5));
      case HELP -> new Command.Help(text());
      case ETRN -> new Command.Etrn(Table.wire(pick("", "@", "#") + domain()));
      case STARTTLS -> new Command.StartTls();
      case AUTH -> new Command.Auth(mechanism(), response());
      case X_LINK2STATE -> new Command.XLink2State(text());
      case X_EXPS ->
          one(0.2)
              ? new Command.XExps(Octets.EMPTY, null)
              : new Command.XExps(mechanism(), response());
      case XEXCH50 -> new Command.XExch50(number(), number());
      case X_ANONYMOUSTLS -> new Command.XAnonymousTls();
      case SEND, SOML, SAML -> new Command.Send(verb, one(0.2) ? new Path.Null() : address());
      case TURN, VERB, ONEX, DEBUG, WIZ, KILL, XCLIENT, XFORWARD ->
          one(0.8)
              ? new Command.Outmoded(verb, text())
              : new Command.Unknown(Table.wire("Z" + string(ATEXT, 10)), wide("a !\"<>", 30));
    };
  }

  private Path.Forward forwardPath() {
    return one(0.1)
        ? new Path.Postmaster(Table.wire(pick("postmaster", "Postmaster", "POSTMASTER")))
        : address();
  }

  private Path.Address address() {
    List<Octets> route = new ArrayList<>();
    for (int hops = one(0.2) ? random.nextInt(1, 3) : 0; hops > 0; hops--) {
      route.add(Table.wire(domain()));
    }
    Octets local = one(0.2) ? quoted() : dotted();
    return new Path.Address(route, local, Table.wire(one(0.2) ? pick(LITERALS) : domain()));
  }

  private Octets dotted() {
    Octets atom = wide(ATEXT, 12);
    return one(0.5) ? atom : Table.wire(string(ATEXT, 12) + "." + string(ATEXT, 12));
  }

  private Octets quoted() {
    StringBuilder text = new StringBuilder("\"");
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(pick("a", " ", "@", ">", "\\x5c\"", "\\x5c\\x5c", "\\x5ca", WIDE[0], WIDE[2]));
    }
    return Table.wire(text.append('"').toString());
  }

  private String domain() {
    StringBuilder domain = new StringBuilder(string(ALNUM, 10));
    for (int labels = random.nextInt(4); labels > 0; labels--) {
      domain.append(pick(".", "-", "--")).append(string(ALNUM, 10));
    }
    return domain.toString();
  }

  private Octets greeting() {
    return Table.wire(one(0.2) ? pick(LITERALS) : one(0.2) ? "_a-b_." + domain() : domain());
  }

  private List<Parameter> mailParameters() {
    return some(
        new Parameter.Size(number()),
        new Parameter.Body(pick(Parameter.Body.Type.values())),
        new Parameter.SmtpUtf8(),
        new Parameter.Ret(one(0.5)),
        new Parameter.EnvId(xtext()),
        one(0.2) ? Parameter.AuthIdentity.NOBODY : new Parameter.AuthIdentity(xtext()),
        one(0.5)
            ? new Parameter.DeliverBy(random.nextInt(-999_999_999, 1_000_000_000), 'N', one(0.5))
            : new Parameter.DeliverBy(random.nextInt(1, 1_000_000_000), 'R', one(0.5)),
        one(0.5)
            ? new Parameter.HoldFor(random.nextInt(1, 1_000_000_000))
            : new Parameter.HoldUntil(Table.wire(pick(TIMES))),
        new Parameter.MtPriority(random.nextInt(-9, 10)),
        new Parameter.RequireTls(),
        other("X1"),
        other("2-Y"));
  }

  private List<Parameter> rcptParameters() {
    return some(
        new Parameter.Notify(Stream.of(Condition.values()).filter(_ -> one(0.5)).toList()),
        one(0.5)
            ? new Parameter.Orcpt(Table.wire(pick("rfc822", "RFC822", "x400")), xtext())
            : new Parameter.Orcpt(
                Table.wire("utf-8"), Table.wire("a\\x5cx{E9}\\x5cx{2B}" + WIDE[0] + "@b")),
        new Parameter.Rrvs(Table.wire(pick(TIMES)), pick('C', 'R')),
        other("X1"),
        other("2-Y"));
  }

  private Parameter other(String keyword) {
    return new Parameter.Other(Table.wire(keyword), one(0.3) ? null : wide("aZ<>;,+\"{", 20));
  }

  private List<Parameter> some(Parameter... all) {
    List<Parameter> chosen = new ArrayList<>(Stream.of(all).filter(_ -> one(0.3)).toList());
    Collections.shuffle(chosen, Random.from(random));
    return chosen;
  }

  private Octets xtext() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      text.append(pick("a", "Z", "@", "<", "+2B", "+3D", "+20", "+7E"));
    }
    return Table.wire(text.toString());
  }

  private Octets mechanism() {
    return Table.wire(string("ABCXYZ019-_", 20));
  }

  private @Nullable Octets response() {
    if (one(0.3)) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(pick("AAAA", "+/aZ", "09bc"));
    }
    return Table.wire(text + pick("", "AA==", "AAA="));
  }

  /** Printable, perhaps empty, without blanks at its ends. */
  private Octets text() {
    return one(0.3) ? Octets.EMPTY : Table.wire(string("aZ0 ~!\"", 30).strip());
  }

  /** 1 to {@code most} of these and, sometimes, characters beyond ASCII. */
  private Octets wide(String alphabet, int most) {
    String text = string(alphabet, most - 8).strip();
    return Table.wire((text.isEmpty() ? "a" : text) + (one(0.2) ? pick(WIDE) : ""));
  }

  private String string(String alphabet, int most) {
    StringBuilder text = new StringBuilder();
    for (int i : IntStream.range(0, random.nextInt(1, most + 1)).toArray()) {
      text.append(alphabet.charAt((random.nextInt(alphabet.length()) + i) % alphabet.length()));
    }
    return text.toString();
  }

  private long number() {
    return one(0.1) ? Long.MAX_VALUE : random.nextLong(1L << random.nextInt(63));
  }

  private boolean one(double probability) {
    return random.nextDouble() < probability;
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}
