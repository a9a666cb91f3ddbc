@NullMarked
package org.mailguard.events;

import org.jspecify.annotations.NullMarked;
