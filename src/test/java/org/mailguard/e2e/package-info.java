/** The program as a process: the packaged jar, started as the launcher starts it. */
@NullMarked
package org.mailguard.e2e;

import org.jspecify.annotations.NullMarked;
