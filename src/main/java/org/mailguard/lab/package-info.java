/**
 * Old boxes, with their faults, so that a symptom can be shown and its cure proved. Nothing of it
 * is in force unless a line {@code laboratory} of the configuration says so, and the guard's own
 * session knows nothing of it.
 */
@NullMarked
package org.mailguard.lab;

import org.jspecify.annotations.NullMarked;
