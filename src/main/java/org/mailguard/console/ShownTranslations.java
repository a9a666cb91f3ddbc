package org.mailguard.console;

import org.mailguard.console.LiveGuard.Translations;

/**
 * {@code show xlate} and {@code show local-host}. A translation of the guard is a static and is in
 * use from the line that publishes it to the line that takes it away.
 */
final class ShownTranslations {
  private ShownTranslations() {}

  /** In the layout of the ASA since 8.3. */
  static String table(Translations translations) {
    StringBuilder out = new StringBuilder();
    out.append(
        "%d in use, %d most used\n"
            .formatted(translations.slots().size(), translations.mostUsed()));
    out.append("Flags: D - DNS, i - dynamic, r - portmap, s - static, I - identity, T - twice\n");
    for (TranslationSlot slot : translations.slots()) {
      out.append(
          "TCP PAT from %s:%s %d-%d to %s:%s %d-%d\n    flags sr idle %s timeout 0:00:00\n"
              .formatted(
                  slot.serverInterface(),
                  slot.server(),
                  slot.serverPort(),
                  slot.serverPort(),
                  slot.clientInterface(),
                  anyAddress(slot.listenAddress()),
                  slot.listenPort(),
                  slot.listenPort(),
                  ShownText.clock(slot.idle())));
    }
    return out.toString();
  }

  /** A parser of the device's output wants an address here. */
  private static String anyAddress(String listen) {
    return listen.equals("*") ? "0.0.0.0" : listen;
  }

  /** What each server has to carry. */
  static String hosts(Translations translations) {
    StringBuilder out = new StringBuilder();
    for (TranslationSlot slot : translations.slots()) {
      out.append(
          "Interface %s: local host <%s>,\n".formatted(slot.serverInterface(), slot.server()));
      out.append(
          "    TCP connection count/limit = %d/%s\n"
              .formatted(
                  slot.sessions(),
                  slot.connections() == 0 ? "unlimited" : String.valueOf(slot.connections())));
      out.append(
          "    port %d, published as %s/%d on %s\n"
              .formatted(
                  slot.serverPort(),
                  slot.listenAddress(),
                  slot.listenPort(),
                  slot.clientInterface()));
    }
    return out.toString();
  }
}
