/** Main and wiring; nothing imports this package. */
@NullMarked
package org.mailguard;

import org.jspecify.annotations.NullMarked;
