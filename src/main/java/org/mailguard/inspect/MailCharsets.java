package org.mailguard.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Charsets that mail is written in, by all their names. A fixed table, since {@link
 * Charset#forName} searches providers for each name that it does not know: a header can name
 * thousands.
 */
final class MailCharsets {
  private static final List<String> USED =
      List.of(
          "UTF-8",
          "US-ASCII",
          "ISO-8859-1",
          "ISO-8859-2",
          "ISO-8859-3",
          "ISO-8859-4",
          "ISO-8859-5",
          "ISO-8859-6",
          "ISO-8859-7",
          "ISO-8859-8",
          "ISO-8859-9",
          "ISO-8859-13",
          "ISO-8859-15",
          "windows-1250",
          "windows-1251",
          "windows-1252",
          "windows-1253",
          "windows-1254",
          "windows-1255",
          "windows-1256",
          "windows-1257",
          "windows-1258",
          "KOI8-R",
          "KOI8-U",
          "IBM437",
          "IBM850",
          "IBM866",
          "GB2312",
          "GBK",
          "GB18030",
          "Big5",
          "EUC-JP",
          "EUC-KR",
          "Shift_JIS",
          "ISO-2022-JP",
          "ISO-2022-KR",
          "TIS-620",
          "UTF-16",
          "UTF-16BE",
          "UTF-16LE");

  private static final Map<String, Charset> BY_NAME = byName();

  private MailCharsets() {}

  private static Map<String, Charset> byName() {
    Map<String, Charset> charsets = new HashMap<>();
    for (String name : USED) {
      // A run time image may have been made without the module jdk.charsets.
      if (Charset.isSupported(name)) {
        Charset charset = Charset.forName(name);
        charsets.put(name.toLowerCase(Locale.ROOT), charset);
        charset.aliases().forEach(alias -> charsets.put(alias.toLowerCase(Locale.ROOT), charset));
      }
    }
    return charsets;
  }

  /** Null if nobody writes mail in it. */
  static @Nullable Charset named(String name) {
    return BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }

  /** Octets that no charset is named for: UTF-8 if they are, else each octet its Latin letter. */
  static String guess(byte[] octets) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      return new String(octets, ISO_8859_1);
    }
  }

  /** As {@link #guess(byte[])}, for text that has a character an octet. */
  static String guess(String octets) {
    for (int i = 0; i < octets.length(); i++) {
      if (octets.charAt(i) >= 0x80) {
        return guess(octets.getBytes(ISO_8859_1));
      }
    }
    return octets;
  }
}
