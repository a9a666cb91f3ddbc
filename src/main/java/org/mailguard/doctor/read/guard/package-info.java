/**
 * Mailguard's own log: which sessions it refused, changed or ended, by which rule, and what to type
 * if that should not be. Both forms of the log and all of syslog are read.
 */
@NullMarked
package org.mailguard.doctor.read.guard;

import org.jspecify.annotations.NullMarked;
