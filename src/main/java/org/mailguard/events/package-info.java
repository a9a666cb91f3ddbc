/**
 * Everything that an operator may read or count: message ids with their explanation, events,
 * counters, each declared once. A leaf: knows nothing of SMTP or the network.
 */
@NullMarked
package org.mailguard.events;

import org.jspecify.annotations.NullMarked;
