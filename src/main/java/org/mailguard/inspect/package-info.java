/**
 * Looks at one command, or at a message as it passes, and reports what is there. What follows from
 * a finding is policy's to say.
 */
@NullMarked
package org.mailguard.inspect;

import org.jspecify.annotations.NullMarked;
