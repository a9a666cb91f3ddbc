@NullMarked
package org.mailguard.trace;

import org.jspecify.annotations.NullMarked;
