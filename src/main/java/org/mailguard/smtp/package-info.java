/**
 * The wire vocabulary of SMTP: octets become values, values become octets again. Pure: no channel,
 * no clock, no state beyond what a scanner keeps between two buffers. What is printed comes from a
 * value, never from the octets that were read (reference: threats R1, R2).
 */
@NullMarked
package org.mailguard.smtp;

import org.jspecify.annotations.NullMarked;
