/**
 * The dialogue between a client, the guard and a server as a pure state machine: events in, steps
 * out. No channel, no clock, no thread: the proxy, the tests and the tracer drive the same class.
 */
@NullMarked
package org.mailguard.session;

import org.jspecify.annotations.NullMarked;
