/**
 * What is allowed: access lists, verbs, extensions, limits, and how an intervention looks.
 * Immutable; shared by all sessions. Findings and values come in, verdicts go out; the text that it
 * was written in is not its concern.
 */
@NullMarked
package org.mailguard.policy;

import org.jspecify.annotations.NullMarked;
