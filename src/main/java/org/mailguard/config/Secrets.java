package org.mailguard.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mailguard.config.SourceText.Word;

/**
 * Takes passwords and keys out of lines before anybody sees them: reports go into tickets and
 * consoles are looked at over shoulders.
 *
 * <p>It goes by the words in front and not by the grammar, since a line with a mistake in it is
 * shown as well, and its password is as good as that of a right one. It would rather hide a word
 * too many: behind the one that names a password everything is hidden that is no keyword there, so
 * a password with a blank in it does not show its second half. Lines in which such words mean
 * something else are left alone.
 */
public final class Secrets {
  static final String STARS = "*****";

  private static final Set<String> WITHOUT =
      Set.of("access-list", "banner", "description", "match", "name", "regex", "remark");

  /** Of the device: one word behind each is a secret, and has no blank in it. */
  private static final Set<String> KEYS =
      Set.of("community", "key", "pre-shared-key", "radius-common-pw");

  /** What may stand behind a password. */
  private static final Set<String> BEHIND =
      Set.of("encrypted", "nt-encrypted", "pbkdf2", "mschap", "privilege", "level", "store-local");

  private Secrets() {}

  /** {@code line} with stars for each secret. */
  public static String masked(String line) {
    return masked(line, 0);
  }

  /** A whole text. */
  public static String maskedLines(String text) {
    StringBuilder out = new StringBuilder();
    SourceText.lines(text).forEach(line -> out.append(masked(line)).append('\n'));
    return out.toString();
  }

  /**
   * As {@link #masked(String)}, but so many stars in front of {@code column} that it stays where it
   * is: a caret points there.
   *
   * @param column from 1; 0 if none has to stay
   */
  static String masked(String line, int column) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (Word secret : in(line)) {
      int begin = secret.column() - 1;
      boolean before = secret.column() < column;
      out.append(line, from, begin).append(before ? "*".repeat(secret.text().length()) : STARS);
      from = begin + secret.text().length();
    }
    return out.append(line.substring(from)).toString();
  }

  /** {@code message} about {@code line} without the secrets that it quotes. */
  static String unquoted(String message, String line) {
    String unquoted = message;
    for (Word secret : in(line)) {
      unquoted = unquoted.replace('"' + Expectation.shown(secret.text()) + '"', '"' + STARS + '"');
    }
    return unquoted;
  }

  private static List<Word> in(String line) {
    List<Word> words = SourceText.words(line);
    List<Word> secrets = new ArrayList<>();
    if (words.isEmpty() || WITHOUT.contains(lower(first(words)))) {
      return secrets;
    }
    boolean inside = false;
    for (int i = 1; i < words.size(); i++) {
      String before = lower(words.get(i - 1));
      boolean password = isPassword(before) || abbreviates(words, i - 1);
      inside = (password || inside) && !BEHIND.contains(lower(words.get(i)));
      if (inside || KEYS.contains(before) || i == 1 + keyOfServer(words)) {
        secrets.add(words.get(i));
      }
    }
    return secrets;
  }

  private static Word first(List<Word> words) {
    return words.get(isNegated(words) ? 1 : 0);
  }

  private static boolean isNegated(List<Word> words) {
    return words.size() > 1 && lower(words.getFirst()).equals("no");
  }

  /** The place in front of the key in {@code aaa-server G (IF) host ADDRESS KEY}, or a far one. */
  private static int keyOfServer(List<Word> words) {
    if (lower(first(words)).equals("aaa-server")) {
      for (int i = 0; i + 1 < words.size(); i++) {
        if (lower(words.get(i)).equals("host")) {
          return i + 1;
        }
      }
    }
    return words.size();
  }

  private static boolean isPassword(String word) {
    return (word.startsWith("pass") && ("password".startsWith(word) || "passwd".startsWith(word)))
        || word.endsWith("-password");
  }

  /** {@code enable p WORD} and {@code username NAME p WORD} are read as well. */
  private static boolean abbreviates(List<Word> words, int at) {
    String head = lower(first(words));
    int place = at - (isNegated(words) ? 1 : 0);
    boolean there =
        (place == 1 && "enable".startsWith(head)) || (place == 2 && "username".startsWith(head));
    return there && "password".startsWith(lower(words.get(at)));
  }

  private static String lower(Word word) {
    return word.text().toLowerCase(Locale.ROOT);
  }
}
