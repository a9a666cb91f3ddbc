@NullMarked
package org.mailguard.inspect;

import org.jspecify.annotations.NullMarked;
