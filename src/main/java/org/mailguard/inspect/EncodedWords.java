package org.mailguard.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Reads encoded words (RFC 2047), as kindly as mail programs do: anywhere in the text and also
 * inside quotes, with blanks in them, longer than 75 octets, with a language (RFC 2231 section 5),
 * and with a character that begins in one word and ends in the next.
 *
 * <p>One pass: what is looked for behind the current place and is not there is not looked for
 * again, so that a field full of beginnings costs no more than its length.
 */
final class EncodedWords {
  /**
   * @param allKnown false if a word named a charset that is unknown; it was read as if none were
   *     named
   */
  record Decoded(String text, boolean allKnown) {}

  private static final int CHARSET_LENGTH = 60;

  private final String in;
  private final StringBuilder out = new StringBuilder();
  private final ByteArrayOutputStream word = new ByteArrayOutputStream();
  private @Nullable String charset;
  private boolean allKnown = true;

  private EncodedWords(String in) {
    this.in = in;
  }

  /** Of text that has a character an octet. */
  static Decoded decode(String in) {
    return in.contains("=?")
        ? new EncodedWords(in).decode()
        : new Decoded(MailCharsets.guess(in), true);
  }

  private Decoded decode() {
    int at = 0;
    int begin = in.indexOf("=?");
    while (begin >= 0) {
      int end = wordEnd(begin);
      if (end < 0) {
        begin = in.indexOf("=?", begin + 2);
        continue;
      }
      if (charset == null || !in.substring(at, begin).isBlank()) {
        flush();
        out.append(MailCharsets.guess(in.substring(at, begin)));
      }
      take(begin, end);
      at = end;
      begin = in.indexOf("=?", at);
    }
    flush();
    out.append(MailCharsets.guess(in.substring(at)));
    return new Decoded(out.toString(), allKnown);
  }

  private int missing = Integer.MAX_VALUE;

  /** Behind the word that begins at {@code begin}; -1 if none does. */
  private int wordEnd(int begin) {
    int encoding = charsetEnd(begin + 2);
    if (encoding < 0 || encoding + 2 >= in.length() || in.charAt(encoding + 2) != '?') {
      return -1;
    }
    int letter = in.charAt(encoding + 1) | 0x20;
    if ((letter != 'b' && letter != 'q') || encoding >= missing) {
      return -1;
    }
    int end = in.indexOf("?=", encoding + 3);
    if (end < 0) {
      missing = encoding;
      return -1;
    }
    return end + 2;
  }

  /** Of the question mark behind the charset. */
  private int charsetEnd(int from) {
    int limit = Math.min(in.length(), from + CHARSET_LENGTH);
    for (int i = from; i < limit; i++) {
      char c = in.charAt(i);
      if (c == '?') {
        return i > from ? i : -1;
      }
      if (c <= ' ' || c >= 0x7f) {
        return -1;
      }
    }
    return -1;
  }

  private void take(int begin, int end) {
    int charsetEnd = in.indexOf('?', begin + 2);
    String named = in.substring(begin + 2, charsetEnd);
    int language = named.indexOf('*');
    String name = language < 0 ? named : named.substring(0, language);
    if (!name.equalsIgnoreCase(charset)) {
      flush();
      charset = name;
    }
    boolean base64 = (in.charAt(charsetEnd + 1) | 0x20) == 'b';
    if (base64) {
      base64(charsetEnd + 3, end - 2);
    } else {
      quoted(charsetEnd + 3, end - 2);
    }
  }

  private void base64(int from, int to) {
    int bits = 0;
    int have = 0;
    for (int i = from; i < to; i++) {
      int value = PartPrefix.base64Value(in.charAt(i));
      if (value >= 0) {
        bits = bits << 6 | value;
        have += 6;
        if (have >= 8) {
          have -= 8;
          word.write(bits >> have);
        }
      }
    }
  }

  private void quoted(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = in.charAt(i);
      if (c == '=' && i + 2 < to && isHex(in.charAt(i + 1)) && isHex(in.charAt(i + 2))) {
        word.write(hex(in.charAt(i + 1)) << 4 | hex(in.charAt(i + 2)));
        i += 2;
      } else {
        word.write(c == '_' ? ' ' : c);
      }
    }
  }

  static boolean isHex(char c) {
    return c < 0x80 && Character.digit(c, 16) >= 0;
  }

  static int hex(char c) {
    return Character.digit(c, 16);
  }

  private void flush() {
    if (charset == null) {
      return;
    }
    Charset known = MailCharsets.named(charset);
    out.append(
        known != null ? word.toString(known) : MailCharsets.guess(word.toString(ISO_8859_1)));
    allKnown &= known != null;
    word.reset();
    charset = null;
  }
}
