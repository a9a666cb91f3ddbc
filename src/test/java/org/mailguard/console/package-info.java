@NullMarked
package org.mailguard.console;

import org.jspecify.annotations.NullMarked;
