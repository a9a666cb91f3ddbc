/**
 * The other ends of the wire: real mail servers and senders started for tests, and hand-written
 * ones. Two say exactly the octets they are told to; the others stand for what no Debian package
 * offers: Exchange at both ends, a mail program of its day, and a person at a Telnet client.
 *
 * <p>Nothing here knows the guard. A test puts it between two peers by giving a {@code Path}.
 */
@NullMarked
package org.mailguard.peers;

import org.jspecify.annotations.NullMarked;
