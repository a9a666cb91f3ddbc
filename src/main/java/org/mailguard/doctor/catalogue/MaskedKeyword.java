package org.mailguard.doctor.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a keyword that an ASA has overwritten. The mask is as long as the word was and closes with
 * a letter that counts the masked lines of one reply ({@code XXXXXXXA}); some reports show plain
 * runs. So the length is all that is left of the word, and the reading is a guess among the words
 * of that length that the box masks; STARTTLS is by far the most frequent of eight.
 *
 * @param mask as it stands on the line
 * @param guesses the likeliest first, empty if no known word is so long
 * @param arguments true if blanks follow, so that the word had arguments
 */
public record MaskedKeyword(String mask, List<String> guesses, boolean arguments) {
  private static final Pattern MASK = Pattern.compile("^(?:250[- ])?(X{2,}[A-Z]?)( .*)?$");

  /** Words that begin with X and are not masks. */
  private static final Set<String> WORDS = Set.of("XEXCH50", "XRDST", "XCLIENT", "XFORWARD");

  public MaskedKeyword {
    guesses = List.copyOf(guesses);
  }

  /**
   * Reads one line of a reply to EHLO.
   *
   * @param line with or without its code
   * @param offered keywords in clear, in upper case; what stands there was not masked
   */
  public static Optional<MaskedKeyword> read(String line, Set<String> offered) {
    Matcher mask = MASK.matcher(line.stripTrailing());
    if (!mask.matches() || WORDS.contains(mask.group(1))) {
      return Optional.empty();
    }
    String word = mask.group(1);
    List<String> guesses =
        ofLength(word.length()).stream().filter(guess -> !offered.contains(guess)).toList();
    boolean arguments = mask.group(2) != null || line.endsWith(" ");
    return Optional.of(new MaskedKeyword(word, guesses, arguments));
  }

  private static List<String> ofLength(int length) {
    return switch (length) {
      case 3 -> List.of("DSN");
      case 4 -> List.of("HELP", "SIZE", "AUTH", "ETRN");
      case 5 -> List.of("XRDST");
      case 6 -> List.of("LIMITS", "X-EXPS");
      case 7 -> List.of("XEXCH50", "XCLIENT", "XSHADOW");
      case 8 -> List.of("STARTTLS", "CHUNKING", "SMTPUTF8", "XFORWARD", "8BITMIME");
      case 9 -> List.of("DELIVERBY");
      case 10 -> List.of("BINARYMIME", "REQUIRETLS", "PIPELINING");
      case 11 -> List.of("MT-PRIORITY");
      case 12 -> List.of("X-LINK2STATE");
      case 13 -> List.of("FUTURERELEASE");
      case 14 -> List.of("X-ANONYMOUSTLS", "XSHADOWREQUEST");
      case 19 -> List.of("ENHANCEDSTATUSCODES");
      default -> List.of();
    };
  }

  /** True if {@code keyword} is the likeliest. */
  public boolean isFirst(String keyword) {
    return !guesses.isEmpty() && guesses.getFirst().equals(keyword);
  }

  /** For people: {@code XXXXXXXA = STARTTLS, or CHUNKING, SMTPUTF8 ...}. */
  public String describe() {
    if (guesses.isEmpty()) {
      return mask + " = a keyword of " + mask.length() + " letters";
    }
    List<String> others = guesses.subList(1, guesses.size());
    return mask
        + " = "
        + guesses.getFirst()
        + (others.isEmpty() ? "" : ", or " + String.join(", ", others));
  }
}
