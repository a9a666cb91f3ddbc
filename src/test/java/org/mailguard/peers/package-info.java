/**
 * The other ends of the wire: real mail servers and senders started for tests, and two hand-written
 * ones that say exactly the octets they are told to.
 *
 * <p>Nothing here knows the guard. A test puts it between two peers by giving a {@code Path}.
 */
@NullMarked
package org.mailguard.peers;

import org.jspecify.annotations.NullMarked;
