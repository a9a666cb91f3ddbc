package org.mailguard.policy;

/** A number that rules have a limit for, and nothing else about the thing that was counted. */
record Total(long number, String unit) implements Subject {
  static final Total NOTHING = new Total(0, "");

  @Override
  public boolean is(Criterion criterion) {
    return switch (criterion) {
      case Criterion.InvalidRecipients(long above) -> number > above;
      case ContentCriterion.MessageLength(long above) -> number > above;
      case Criterion _ -> false;
    };
  }

  @Override
  public String shown(Criterion criterion) {
    return unit.isEmpty() ? "" : number + " " + unit;
  }
}
