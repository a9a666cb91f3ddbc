@NullMarked
package org.mailguard.proxy;

import org.jspecify.annotations.NullMarked;
