/**
 * Diagnosis with two ends: a responder that records every octet at the far end, and the comparison
 * of what was sent with what arrived, in both directions.
 */
@NullMarked
package org.mailguard.doctor.ends;

import org.jspecify.annotations.NullMarked;
