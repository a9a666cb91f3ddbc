package org.mailguard.console;

import java.time.Duration;

/**
 * Somebody on the console.
 *
 * @param number of his session, from 1; kill ends it
 * @param name that he logged in with, or {@code enable_15} and the like without one
 * @param level 0 to 15
 * @param idle since he typed a line
 */
public record SeatedOperator(int number, String name, int level, Origin origin, Duration idle) {}
