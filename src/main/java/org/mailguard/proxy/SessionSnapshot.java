package org.mailguard.proxy;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.mailguard.policy.Publication;

/**
 * What one session was like at one moment. Taken on the session's own event loop, so its parts
 * belong together.
 *
 * @param number as log lines have it
 * @param peer the client
 * @param local what it connected to
 * @param publication with the one policy that holds for this session
 * @param phase of the dialogue, a word of {@link org.mailguard.session.Session} in lower case
 * @param connected true while there is a connection to the server
 * @param fromClient octets
 * @param fromServer octets
 * @param reads from both sides: what the device calls packets
 * @param idle since a wait began anew, which nearly every read makes it do
 */
public record SessionSnapshot(
    long number,
    InetSocketAddress peer,
    InetSocketAddress local,
    Publication publication,
    String phase,
    boolean connected,
    long fromClient,
    long fromServer,
    long reads,
    Duration age,
    Duration idle) {}
