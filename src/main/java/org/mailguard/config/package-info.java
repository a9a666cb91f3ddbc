/**
 * The language: statements with their grammar, help, reader and writer in one place; a parser that
 * reports every problem of a file; a writer. Text comes in as a string and leaves as one; what is
 * built is an immutable {@link org.mailguard.config.Configuration}. Files, sockets and name
 * look-ups are somebody else's.
 */
@NullMarked
package org.mailguard.config;

import org.jspecify.annotations.NullMarked;
