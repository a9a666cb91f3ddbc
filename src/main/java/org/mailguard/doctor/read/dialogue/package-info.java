/**
 * Recorded SMTP conversations, wherever they come from: lines of two sides, taken apart into
 * commands, replies and messages, and what can be seen in them.
 */
@NullMarked
package org.mailguard.doctor.read.dialogue;

import org.jspecify.annotations.NullMarked;
