/**
 * Says what happened from what is left of it: bounces, logs, transcripts and captures. What an
 * input is, it is asked itself; what it means, the catalogue says.
 */
@NullMarked
package org.mailguard.doctor.read;

import org.jspecify.annotations.NullMarked;
