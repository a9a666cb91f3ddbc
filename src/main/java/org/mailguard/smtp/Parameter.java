package org.mailguard.smtp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One esmtp-parameter of MAIL or RCPT, as a value. Each record names the RFC that gives its
 * grammar.
 */
public sealed interface Parameter {

  /** The parameter's keyword in upper case, as printed. */
  Octets keyword();

  /** RFC 1870: octets of the message as the client counts them, 0 to 2^63-1. */
  record Size(long octets) implements Parameter {
    @Override
    public Octets keyword() {
      return Keywords.SIZE;
    }
  }

  /** RFC 6152, RFC 3030. */
  record Body(Type type) implements Parameter {
    public enum Type {
      SEVEN_BIT("7BIT"),
      EIGHT_BIT_MIME("8BITMIME"),
      BINARY_MIME("BINARYMIME");

      private final String word;

      Type(String word) {
        this.word = word;
      }

      public String word() {
        return word;
      }
    }

    @Override
    public Octets keyword() {
      return Keywords.BODY;
    }
  }

  /** RFC 6531. */
  record SmtpUtf8() implements Parameter {
    @Override
    public Octets keyword() {
      return Keywords.SMTPUTF8;
    }
  }

  /** RFC 3461 section 4.3: how much of the message a report brings back. */
  record Ret(boolean full) implements Parameter {
    @Override
    public Octets keyword() {
      return Keywords.RET;
    }
  }

  /** RFC 3461 section 4.4; xtext as written, its decoded form is printable ASCII. */
  record EnvId(Octets xtext) implements Parameter {
    @Override
    public Octets keyword() {
      return Keywords.ENVID;
    }
  }

  /** RFC 3461 section 4.1. Empty means NEVER. */
  record Notify(List<Condition> conditions) implements Parameter {
    public enum Condition {
      SUCCESS,
      FAILURE,
      DELAY
    }

    public Notify {
      conditions = List.copyOf(conditions);
    }

    @Override
    public Octets keyword() {
      return Keywords.NOTIFY;
    }
  }

  /** RFC 3461 section 4.2, RFC 6533 for {@code utf-8}; the address as written. */
  record Orcpt(Octets addressType, Octets address) implements Parameter {
    @Override
    public Octets keyword() {
      return Keywords.ORCPT;
    }
  }

  /** RFC 4954 section 5; xtext as written, or {@code <>}. */
  record AuthIdentity(Octets xtext) implements Parameter {
    public static final AuthIdentity NOBODY = new AuthIdentity(Octets.ascii("<>"));

    @Override
    public Octets keyword() {
      return Keywords.AUTH;
    }
  }

  /** RFC 2852: {@code seconds} may be zero or negative (for mode N); {@code mode} is N or R. */
  record DeliverBy(long seconds, char mode, boolean trace) implements Parameter {
    @Override
    public Octets keyword() {
      return Keywords.BY;
    }
  }

  /** RFC 4865: seconds from now. */
  record HoldFor(long seconds) implements Parameter {
    @Override
    public Octets keyword() {
      return Keywords.HOLDFOR;
    }
  }

  /** RFC 4865: an RFC 3339 date-time, as written. */
  record HoldUntil(Octets dateTime) implements Parameter {
    @Override
    public Octets keyword() {
      return Keywords.HOLDUNTIL;
    }
  }

  /** RFC 6710: -9 to 9. */
  record MtPriority(int priority) implements Parameter {
    @Override
    public Octets keyword() {
      return Keywords.MT_PRIORITY;
    }
  }

  /** RFC 7293: an RFC 3339 date-time as written; {@code action} is C, R or null for none. */
  record Rrvs(Octets dateTime, @Nullable Character action) implements Parameter {
    @Override
    public Octets keyword() {
      return Keywords.RRVS;
    }
  }

  /** RFC 8689. */
  record RequireTls() implements Parameter {
    @Override
    public Octets keyword() {
      return Keywords.REQUIRETLS;
    }
  }

  /** A parameter that the guard does not know; never forwarded where commands are inspected. */
  record Other(Octets keyword, @Nullable Octets value) implements Parameter {}
}
