package org.mailguard.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Verb;

/**
 * A command line as the client wrote it, whether or not it is a command. Its verb is the run of
 * graphic octets that it begins with.
 */
final class WrittenCommand implements Subject {
  private static final int CR_LF = 2;
  private static final String[] SECRETIVE = {"AUTH", "X-EXPS"};

  private final byte[] line;
  private final int length;
  private final int verbEnd;
  private final String verb;
  private long occurrences;
  private @Nullable String argument;

  WrittenCommand(byte[] line, int length) {
    this.line = line;
    this.length = length;
    int end = 0;
    while (end < length && line[end] > ' ' && line[end] < 0x7f) {
      end++;
    }
    verbEnd = end;
    verb = SubjectText.of(line, 0, end).toUpperCase(Locale.ROOT);
  }

  /** In upper case; empty if the line begins with none. */
  String verb() {
    return verb;
  }

  /** How often the verb came in this session, with this line. */
  void occurred(long times) {
    occurrences = times;
  }

  private boolean isKnown() {
    return Verb.named(Octets.copyOf(line, 0, verbEnd)) != null;
  }

  private String argument() {
    if (argument == null) {
      int from = verbEnd;
      while (from < length && line[from] == ' ') {
        from++;
      }
      argument = SubjectText.of(line, from, length);
    }
    return argument;
  }

  @Override
  public boolean concerns(Criterion criterion) {
    return switch (criterion) {
      case Criterion.CommandVerb _ -> !verb.isEmpty();
      case Criterion.VerbCount(String counted, _) -> verb.equals(counted);
      case Criterion.CommandArgument(String whose, _) -> verb.equals(whose);
      case Criterion _ -> true;
    };
  }

  @Override
  public boolean is(Criterion criterion) {
    return switch (criterion) {
      case Criterion.CommandLineLength(long above) -> length + CR_LF > above;
      case Criterion.CommandVerb(var verbs, boolean others) ->
          verbs.contains(verb) || (others && !isKnown());
      case Criterion.VerbCount(_, long above) -> occurrences > above;
      case Criterion.CommandArgument(_, RegexSet regex) -> regex.isIn(argument());
      case Criterion _ -> false;
    };
  }

  @Override
  public String shown(Criterion criterion) {
    return switch (criterion) {
      case Criterion.CommandLineLength _ -> SubjectText.counted(length + CR_LF, "octet");
      case Criterion.VerbCount _ -> shownVerb() + " " + occurrences;
      case Criterion.CommandArgument _ -> isSecretive() ? shownVerb() : shown(length);
      case Criterion _ -> shownVerb();
    };
  }

  private String shownVerb() {
    for (String word : SECRETIVE) {
      if (verb.startsWith(word)) {
        return word;
      }
    }
    return shown(verbEnd);
  }

  /** What stands behind such a verb may be a password, also without the blank between them. */
  private boolean isSecretive() {
    return verb.startsWith(SECRETIVE[0]) || verb.startsWith(SECRETIVE[1]);
  }

  private String shown(int to) {
    return SubjectText.shown(Octets.copyOf(line, 0, to));
  }
}
