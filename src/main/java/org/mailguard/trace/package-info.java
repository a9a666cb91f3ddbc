/**
 * Conversations on paper: reads a dialogue, plays it through the session that the proxy uses, and
 * says what was seen, which rule decided, and what each side got. No files, no sockets, no clock.
 */
@NullMarked
package org.mailguard.trace;

import org.jspecify.annotations.NullMarked;
