/** Conversations as they are drawn: who says what to whom, and what was changed on the way. */
@NullMarked
package org.mailguard.doctor.read.scene;

import org.jspecify.annotations.NullMarked;
