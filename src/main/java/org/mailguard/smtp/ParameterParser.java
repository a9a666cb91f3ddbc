package org.mailguard.smtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.smtp.SyntaxError.Kind;

/**
 * The parameters of MAIL and RCPT: RFC 5321 section 4.1.2, esmtp-param. Each keyword stands at most
 * once, since some readers take the first and some the last (reference: threats A-13), and only
 * behind the command that it was defined for. A keyword that the guard does not know becomes {@link
 * Parameter.Other}, and is then somebody else's refusal.
 */
final class ParameterParser {
  /** Twice of what all known extensions together have. */
  static final int MAX_PARAMETERS = 32;

  /** What the guard knows, and the command that it stands behind. */
  @SuppressWarnings("ImmutableEnumChecker") // Octets are immutable.
  private enum Known {
    SIZE(Keywords.SIZE, Verb.MAIL),
    BODY(Keywords.BODY, Verb.MAIL),
    SMTPUTF8(Keywords.SMTPUTF8, Verb.MAIL),
    RET(Keywords.RET, Verb.MAIL),
    ENVID(Keywords.ENVID, Verb.MAIL),
    NOTIFY(Keywords.NOTIFY, Verb.RCPT),
    ORCPT(Keywords.ORCPT, Verb.RCPT),
    AUTH(Keywords.AUTH, Verb.MAIL),
    BY(Keywords.BY, Verb.MAIL),
    HOLDFOR(Keywords.HOLDFOR, Verb.MAIL),
    HOLDUNTIL(Keywords.HOLDUNTIL, Verb.MAIL),
    MT_PRIORITY(Keywords.MT_PRIORITY, Verb.MAIL),
    RRVS(Keywords.RRVS, Verb.RCPT),
    REQUIRETLS(Keywords.REQUIRETLS, Verb.MAIL);

    private static final Known[] ALL = values();

    private final Octets keyword;
    private final Verb command;

    Known(Octets keyword, Verb command) {
      this.keyword = keyword;
      this.command = command;
    }
  }

  private ParameterParser() {}

  /** All that follows the path of {@code command}, MAIL or RCPT. */
  static @Nullable List<Parameter> parse(Cursor cursor, Verb command) {
    cursor.judgeAs(Kind.ARGUMENT);
    if (cursor.atEnd()) {
      return List.of();
    }
    List<Parameter> parameters = new ArrayList<>(4);
    while (!cursor.atEnd()) {
      if (!cursor.expect(" ", "a space or the end of the line")) {
        return null;
      }
      cursor.skipSpaces();
      int start = cursor.position();
      Parameter parameter = parameter(cursor, command);
      if (parameter == null) {
        return null;
      }
      if (parameters.size() == MAX_PARAMETERS) {
        cursor.failAt(start, "at most " + MAX_PARAMETERS + " parameters");
        return null;
      }
      if (excludes(parameters, parameter)) {
        cursor.failAt(start, parameter.keyword() + " not more than once");
        return null;
      }
      parameters.add(parameter);
    }
    return parameters;
  }

  /** RFC 4865 section 4.1 excludes HOLDUNTIL beside HOLDFOR; one of the two is enough to hold. */
  private static boolean excludes(List<Parameter> parameters, Parameter added) {
    for (Parameter parameter : parameters) {
      if (parameter.keyword().equals(added.keyword()) || (isHold(parameter) && isHold(added))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHold(Parameter parameter) {
    return parameter instanceof Parameter.HoldFor || parameter instanceof Parameter.HoldUntil;
  }

  private static @Nullable Parameter parameter(Cursor cursor, Verb command) {
    int start = cursor.position();
    while (Ascii.isLetterOrDigit(cursor.peek())
        || (cursor.peek() == '-' && cursor.position() > start)) {
      cursor.advance();
    }
    if (cursor.position() == start) {
      cursor.fail("a keyword: letters, digits, and - behind the first");
      return null;
    }
    Known known = known(cursor, start);
    if (known == null) {
      return other(cursor, cursor.since(start).toUpperCase());
    }
    if (known.command != command) {
      cursor.failAt(
          start,
          "a parameter of " + command + "; " + known.keyword + " is one of " + known.command);
      return null;
    }
    return value(cursor, known);
  }

  private static @Nullable Known known(Cursor cursor, int start) {
    for (Known known : Known.ALL) {
      if (cursor.isSince(start, known.keyword)) {
        return known;
      }
    }
    return null;
  }

  private static @Nullable Parameter value(Cursor cursor, Known known) {
    return switch (known) {
      case SMTPUTF8 -> new Parameter.SmtpUtf8();
      case REQUIRETLS -> new Parameter.RequireTls();
      case SIZE -> ParameterValues.size(cursor);
      case BODY -> ParameterValues.body(cursor);
      case RET -> ParameterValues.ret(cursor);
      case ENVID -> ParameterValues.envId(cursor);
      case NOTIFY -> ParameterValues.notify(cursor);
      case ORCPT -> ParameterValues.orcpt(cursor);
      case AUTH -> ParameterValues.authIdentity(cursor);
      case BY -> ParameterValues.deliverBy(cursor);
      case HOLDFOR -> ParameterValues.holdFor(cursor);
      case HOLDUNTIL -> ParameterValues.holdUntil(cursor);
      case MT_PRIORITY -> ParameterValues.mtPriority(cursor);
      case RRVS -> ParameterValues.rrvs(cursor);
    };
  }

  /** esmtp-value of RFC 5321, with the UTF-8 of RFC 6531 section 3.3: no blank, no {@code =}. */
  private static @Nullable Parameter other(Cursor cursor, Octets keyword) {
    if (!cursor.take('=')) {
      return new Parameter.Other(keyword, null);
    }
    int start = cursor.position();
    for (int octet = cursor.peek();
        octet >= 0x80 || (Ascii.isGraphic(octet) && octet != '=');
        octet = cursor.peek()) {
      if (octet < 0x80) {
        cursor.advance();
      } else if (!cursor.takeUtf8()) {
        return null;
      }
    }
    if (cursor.position() == start) {
      cursor.fail("a value behind =");
      return null;
    }
    return new Parameter.Other(keyword, cursor.since(start));
  }
}
