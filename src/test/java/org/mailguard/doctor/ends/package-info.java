/** The two ends, without a box between them and with one. */
@NullMarked
package org.mailguard.doctor.ends;

import org.jspecify.annotations.NullMarked;
