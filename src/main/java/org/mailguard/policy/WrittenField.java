package org.mailguard.policy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailguard.inspect.HeaderField;
import org.mailguard.smtp.Octets;

/**
 * A header field in the forms that expressions are searched in: the name as written and in lower
 * case, the value as written and decoded.
 */
final class WrittenField {
  /** Of a longer name there may be more than is kept. */
  private static final int LONG_NAME = 256;

  private static final int SHOWN = 100;

  /** Of a value in a record. */
  private static final int LINE = 200;

  private final HeaderField field;
  private final String name;
  private @Nullable String decoded;

  WrittenField(HeaderField field) {
    this.field = field;
    name = field.name().toLowerCase(Locale.ROOT);
  }

  boolean isNamed(ContentCriterion.HeaderField wanted) {
    return wanted.names() == null
        ? name.equals(wanted.name())
        : wanted.names().isIn(field.name()) || wanted.names().isIn(name);
  }

  boolean has(@Nullable RegexSet value) {
    if (value == null || value.isIn(field.value())) {
      return true;
    }
    if (decoded == null) {
      decoded = field.decoded();
    }
    return !decoded.equals(field.value()) && value.isIn(decoded);
  }

  /** True if what is wanted may stand in what was not kept of the field. */
  boolean mayHave(ContentCriterion.HeaderField wanted) {
    boolean longName = name.length() >= LONG_NAME && wanted.names() != null;
    return field.cut() && (longName || isNamed(wanted));
  }

  /** All of it, for a record. */
  String line() {
    return shown() + ": " + line(field.value());
  }

  /** A value, printable and bounded, for a record. */
  static String line(String value) {
    return Octets.printable(value.getBytes(ISO_8859_1), LINE);
  }

  String shown() {
    return Octets.printable(field.name().getBytes(ISO_8859_1), SHOWN);
  }
}
