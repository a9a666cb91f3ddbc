/**
 * The operator's console: doors, log-in, prompt, commands. It reads and changes the guard through
 * {@link org.mailguard.console.GuardView}, which the root package implements.
 */
@NullMarked
package org.mailguard.console;

import org.jspecify.annotations.NullMarked;
