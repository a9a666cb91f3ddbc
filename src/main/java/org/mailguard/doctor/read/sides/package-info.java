/**
 * Two records of the same conversations, one from each side of a box, laid beside each other: what
 * went in and what came out.
 */
@NullMarked
package org.mailguard.doctor.read.sides;

import org.jspecify.annotations.NullMarked;
