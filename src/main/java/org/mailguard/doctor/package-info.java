/**
 * Finds the box between two mail systems that changes, blocks or breaks their conversation. What
 * was seen is an observation, what it means is a finding, and what holds for a whole target is a
 * diagnosis; each is a value, and each is made of the one before.
 */
@NullMarked
package org.mailguard.doctor;

import org.jspecify.annotations.NullMarked;
