/** Looks at one command and reports findings. What follows from a finding is policy's to say. */
@NullMarked
package org.mailguard.inspect;

import org.jspecify.annotations.NullMarked;
