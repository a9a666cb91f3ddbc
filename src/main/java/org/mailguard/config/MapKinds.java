package org.mailguard.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.mailguard.policy.Regex;
import org.mailguard.policy.RegexSyntax;
import org.mailguard.policy.ReplyText;

/** The kinds of arguments inside inspection maps. */
final class MapKinds {
  private static final int LONGEST_REPLY = 200;
  private static final int LEAST_CODE = 400;
  private static final int HIGHEST_CODE = 559;

  private static final Pattern EXTENSIONS = Pattern.compile("\\.?[A-Za-z0-9_+~$-]{1,32}");

  private static final Pattern KEYWORDS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  /** Octets, or how many of something. */
  static final Kind<Long> COUNT = Kind.wide(1, 0xffff_ffffL);

  /** The device's words and all others; the value is in upper case. */
  static final Kind<String> VERB =
      upper("a verb", Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,31}"))
          .withNames(
              List.of(
                  "auth", "data", "ehlo", "etrn", "helo", "help", "mail", "noop", "quit", "rcpt",
                  "rset", "saml", "soml", "vrfy"));

  /** The value is the keyword as it stands in a reply to EHLO, in upper case. */
  static final Kind<String> EHLO_KEYWORD =
      Kind.of(String.class, "a keyword of EHLO replies", MapKinds::ehloKeyword)
          .withNames(
              List.of(
                  "8bitmime",
                  "auth",
                  "binaryname",
                  "checkpoint",
                  "dsn",
                  "ecode",
                  "etrn",
                  "pipelining",
                  "size",
                  "vrfy"));

  /** Where the device's word is not the keyword. */
  private static final Map<String, String> DEVICE_WORDS =
      Map.of("ENHANCEDSTATUSCODES", "ecode", "BINARYMIME", "binaryname");

  static final Kind<String> MECHANISM =
      upper("a mechanism of AUTH such as plain", Pattern.compile("[A-Za-z0-9_-]{1,20}"));

  /** In lower case; a dot in front means everything below the domain. */
  static final Kind<String> DOMAIN =
      lower(
          "a domain, or a dot and a domain",
          Pattern.compile(
              "\\.?(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
                  + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*"));

  /** RFC 5322 section 2.2; in lower case. */
  static final Kind<String> FIELD =
      lower("the name of a header field, without its colon", Pattern.compile("[!-9;-~]{1,128}"));

  /** In lower case, without the dot. */
  static final Kind<String> EXTENSION =
      Kind.of(
          String.class,
          "the end of a file name such as exe",
          word ->
              EXTENSIONS.matcher(word).matches()
                  ? new Reading.Value<>(word.replace(".", "").toLowerCase(Locale.ROOT))
                  : new Reading.Other<>());

  /** With quotes around it or, if no blank is in it, without. */
  static final Kind<Regex> EXPRESSION =
      new Kind<>(
          Regex.class,
          "an expression of at most 100 characters, in quotes if blanks are in it",
          List.of(),
          true,
          (text, _) -> expression(text));

  static final Kind<ReplyText> REPLY =
      new Kind<>(
          ReplyText.class,
          "CODE STATUS TEXT such as 451 4.7.1 Come back later",
          List.of(),
          true,
          (text, _) -> reply(text));

  private static final Pattern REPLIES = Pattern.compile("([0-9]+)( +)?([^ ]*)( *)(.*)");
  private static final Pattern STATUS = Pattern.compile("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}");

  private MapKinds() {}

  private static Kind<String> upper(String description, Pattern form) {
    return cased(description, form, true);
  }

  private static Kind<String> lower(String description, Pattern form) {
    return cased(description, form, false);
  }

  private static Kind<String> cased(String description, Pattern form, boolean upper) {
    return Kind.of(
        String.class,
        description,
        word ->
            form.matcher(word).matches()
                ? new Reading.Value<>(
                    upper ? word.toUpperCase(Locale.ROOT) : word.toLowerCase(Locale.ROOT))
                : new Reading.Other<>());
  }

  private static Reading<String> ehloKeyword(String word) {
    if (!KEYWORDS.matcher(word).matches()) {
      return new Reading.Other<>();
    }
    for (Map.Entry<String, String> entry : DEVICE_WORDS.entrySet()) {
      if (entry.getValue().equalsIgnoreCase(word)) {
        return new Reading.Value<>(entry.getKey());
      }
    }
    return new Reading.Value<>(word.toUpperCase(Locale.ROOT));
  }

  /** The word of the configuration for a keyword in upper case. */
  static String printKeyword(String keyword) {
    return DEVICE_WORDS.getOrDefault(keyword, keyword.toLowerCase(Locale.ROOT));
  }

  private static Reading<Regex> expression(String text) {
    boolean quoted = text.startsWith("\"");
    int begin = quoted ? 1 : 0;
    int end = text.length();
    for (int i = begin; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"' && quoted && i == text.length() - 1) {
        end = i;
      } else if (c == '"') {
        return new Reading.Wrong<>("a quote inside an expression is \\\"", i);
      } else if (c == ' ' && !quoted) {
        return new Reading.Wrong<>("an expression with a blank in it stands in quotes", i);
      }
    }
    if (quoted && end == text.length()) {
      return new Reading.Wrong<>("the quote is not closed", 0);
    }
    try {
      return new Reading.Value<>(Regex.of(text.substring(begin, end)));
    } catch (RegexSyntax e) {
      return new Reading.Wrong<>(e.complaint(), begin + e.offset());
    }
  }

  private static Reading<ReplyText> reply(String text) {
    var parts = REPLIES.matcher(text);
    if (!parts.matches()) {
      return new Reading.Other<>();
    }
    String code = parts.group(1);
    int number = code.length() == 3 ? Integer.parseInt(code) : 0;
    if (number < LEAST_CODE || number > HIGHEST_CODE) {
      return new Reading.Wrong<>("a code is from " + LEAST_CODE + " to " + HIGHEST_CODE);
    }
    String status = parts.group(3);
    int statusAt = parts.start(3);
    if (!STATUS.matcher(status).matches()) {
      return new Reading.Wrong<>("behind the code stands a status such as 4.7.1", statusAt);
    }
    if (status.charAt(0) != code.charAt(0)) {
      return new Reading.Wrong<>(
          "status %s does not go with code %s: both begin with %c"
              .formatted(status, code, code.charAt(0)),
          statusAt);
    }
    return words(number, status, parts.group(5), parts.start(5));
  }

  private static Reading<ReplyText> words(int code, String status, String words, int from) {
    if (words.isEmpty()) {
      return new Reading.Wrong<>("behind the status stand words for people", from);
    }
    if (words.length() > LONGEST_REPLY) {
      return new Reading.Wrong<>(
          "the words have at most " + LONGEST_REPLY + " characters", from + LONGEST_REPLY);
    }
    for (int i = 0; i < words.length(); i++) {
      if (words.charAt(i) < ' ' || words.charAt(i) > '~') {
        return new Reading.Wrong<>("a reply is printable ASCII", from + i);
      }
    }
    return new Reading.Value<>(new ReplyText(code, status, words));
  }
}
