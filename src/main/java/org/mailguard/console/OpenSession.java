package org.mailguard.console;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One session at one moment.
 *
 * @param number as log lines have it
 * @param peer the client
 * @param local what it connected to
 * @param server {@code host:port} in two parts; a name or an address
 * @param clientInterface {@code outside}
 * @param serverInterface {@code inside}
 * @param state of the dialogue, a word
 * @param tls with whom and which, or {@code -}
 * @param trafficClass the class-map, or empty
 * @param inspected false if nothing but the framing is looked at
 * @param connected true while there is a connection to the server
 * @param fromClient octets
 * @param fromServer octets
 */
public record OpenSession(
    long number,
    InetSocketAddress peer,
    InetSocketAddress local,
    String server,
    int serverPort,
    String clientInterface,
    String serverInterface,
    String state,
    String tls,
    String trafficClass,
    String policy,
    boolean inspected,
    boolean connected,
    long fromClient,
    long fromServer,
    Duration age,
    Duration idle) {}
