package org.mailguard.console;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys as transcripts write them: {@code <Tab>}, {@code <Ctrl-A>}, {@code <Left>}. */
final class KeyNames {
  private static final Pattern NAME = Pattern.compile("<([A-Za-z0-9?-]*)>");
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("", ""),
          Map.entry("?", "?"),
          Map.entry("Tab", "\t"),
          Map.entry("Enter", "\r"),
          Map.entry("Space", " "),
          Map.entry("Backspace", "\177"),
          Map.entry("Delete", "\033[3~"),
          Map.entry("Escape", "\033"),
          Map.entry("Up", "\033[A"),
          Map.entry("Down", "\033[B"),
          Map.entry("Right", "\033[C"),
          Map.entry("Left", "\033[D"),
          Map.entry("Home", "\033[H"),
          Map.entry("End", "\033[F"));

  private KeyNames() {}

  /** What a terminal sends. Enter follows unless a key in angle brackets is the last thing. */
  static String typed(String written) {
    Matcher names = NAME.matcher(written);
    StringBuilder typed = new StringBuilder();
    int end = 0;
    while (names.find()) {
      typed.append(written, end, names.start()).append(key(names.group(1)));
      end = names.end();
    }
    boolean openEnded = end == written.length() && end > 0;
    return typed.append(written.substring(end)).append(openEnded ? "" : "\r").toString();
  }

  private static String key(String name) {
    if (name.startsWith("Ctrl-")) {
      return String.valueOf((char) (name.charAt(5) & 0x1f));
    }
    String key = KEYS.get(name);
    if (key == null) {
      throw new IllegalArgumentException("no key " + name);
    }
    return key;
  }
}
