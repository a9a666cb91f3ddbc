/**
 * The network: listeners, and two channels for each session on one event loop. Executes the steps
 * of sessions, keeps their clock, decides nothing.
 */
@NullMarked
package org.mailguard.proxy;

import org.jspecify.annotations.NullMarked;
