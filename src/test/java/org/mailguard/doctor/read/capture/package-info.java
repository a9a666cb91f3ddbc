/** Captures are written here octet by octet, in every form, and read again. */
@NullMarked
package org.mailguard.doctor.read.capture;

import org.jspecify.annotations.NullMarked;
