/** Bounces, logs, transcripts and captures are read here. */
@NullMarked
package org.mailguard.doctor.read;

import org.jspecify.annotations.NullMarked;
