package org.mailguard.e2e;

import java.util.Random;

/**
 * A message that can be told from every other, and written down again from its id alone: so whoever
 * receives it knows each octet that must be in it.
 *
 * @param wire as it crosses the network, dots doubled, up to and with the end mark
 * @param half where it is cut when it is sent in two parts; anywhere, also inside of CR LF or dots
 */
record LoadMessage(String wire, int half) {
  private static final String ID = "Message-ID: <";
  private static final String MARK = ".\r\n";
  private static final int LINES = 40;

  static LoadMessage of(String id) {
    Random random = new Random(id.hashCode());
    StringBuilder text = new StringBuilder();
    text.append(ID).append(id).append("@load.test>\r\nSubject: load\r\n\r\n");
    for (int line = 0; line < LINES; line++) {
      text.append(random.nextInt(4) == 0 ? ".." : "");
      for (int length = random.nextInt(70); length > 0; length--) {
        text.append((char) ('a' + random.nextInt(26)));
      }
      text.append("\r\n");
    }
    int half = 100 + random.nextInt(text.length() - 100);
    return new LoadMessage(text.append(MARK).toString(), half);
  }

  /** The id of the message that {@code wire} begins with, or what stands there instead. */
  static String id(String wire) {
    int end = wire.indexOf('@');
    return wire.startsWith(ID) && end > 0
        ? wire.substring(ID.length(), end)
        : "no id: " + wire.lines().findFirst().orElse("");
  }

  String first() {
    return wire.substring(0, half);
  }

  String rest() {
    return wire.substring(half);
  }
}
