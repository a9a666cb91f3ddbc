/**
 * Diagnoses that are made again and again: what changed between two of them, a history in a file,
 * and the state as metrics.
 */
@NullMarked
package org.mailguard.doctor.watch;

import org.jspecify.annotations.NullMarked;
