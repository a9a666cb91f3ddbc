package org.mailguard.console;

import java.time.Duration;

/**
 * A translation: what clients connect to, and the server behind it.
 *
 * @param server a name or an address
 * @param serverInterface {@code inside}
 * @param listenAddress literal, or {@code *} for every address
 * @param clientInterface {@code outside}
 * @param sessions now
 * @param connections as many as there may be, 0 for no limit
 * @param idle since a session began or ended; since the start if there was none
 */
public record TranslationSlot(
    String server,
    int serverPort,
    String serverInterface,
    String listenAddress,
    int listenPort,
    String clientInterface,
    int sessions,
    int connections,
    Duration idle) {}
