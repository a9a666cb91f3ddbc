package org.mailguard.doctor.read.capture;

/**
 * Octets that were sent again.
 *
 * @param offset in the stream, of the first of them
 * @param differs true if they were not the same as before
 */
public record Repeat(long packet, long time, long offset, int length, boolean differs) {}
