/**
 * Packet captures, from the file to the two streams of octets of each TCP connection: file formats,
 * link layers, IP, reassembly. Everything in them is a stranger's, so everything is bounded, and
 * what cannot be read is said with its offset.
 */
@NullMarked
package org.mailguard.doctor.read.capture;

import org.jspecify.annotations.NullMarked;
