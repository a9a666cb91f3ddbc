package org.mailguard.doctor.watch;

/**
 * How a target stands.
 *
 * @param state after the last run
 * @param runs since the program was started
 * @param changes since then, the first sight of a target not counted
 */
record Standing(State state, long runs, long changes) {}
