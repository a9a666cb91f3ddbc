package org.mailguard.policy;

import java.util.Set;
import org.mailguard.policy.Criterion.HeloForm.Form;
import org.mailguard.smtp.Octets;

/** The name that a client gives with HELO or EHLO. */
record GreetedName(Octets name) implements Subject {

  @Override
  public boolean is(Criterion criterion) {
    return switch (criterion) {
      case Criterion.HeloLength(long above) -> name.length() > above;
      case Criterion.HeloRegex(RegexSet regex) -> regex.isIn(SubjectText.of(name));
      case Criterion.HeloForm(Set<Form> forms) -> forms.stream().anyMatch(this::has);
      case Criterion _ -> false;
    };
  }

  private boolean has(Form form) {
    return switch (form) {
      case LITERAL -> isLiteral();
      case BARE_ADDRESS -> isBareAddress();
      case SINGLE_LABEL -> !isLiteral() && name.indexOf('.') < 0;
      case ODD -> !isLiteral() && isOdd();
    };
  }

  private boolean isLiteral() {
    return !name.isEmpty() && name.at(0) == '[';
  }

  /** Digits and dots alone: no top-level domain consists of digits (RFC 3696 section 2). */
  private boolean isBareAddress() {
    boolean dotted = false;
    for (int i = 0; i < name.length(); i++) {
      byte octet = name.at(i);
      dotted |= octet == '.';
      if (octet != '.' && (octet < '0' || octet > '9')) {
        return false;
      }
    }
    return dotted;
  }

  private boolean isOdd() {
    for (int i = 0; i < name.length(); i++) {
      boolean first = i == 0 || name.at(i - 1) == '.';
      boolean last = i == name.length() - 1 || name.at(i + 1) == '.';
      if (name.at(i) == '_' || (name.at(i) == '-' && (first || last))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String shown(Criterion criterion) {
    return criterion instanceof Criterion.HeloLength
        ? SubjectText.counted(name.length(), "octet")
        : SubjectText.shown(name);
  }
}
