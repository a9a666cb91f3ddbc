@NullMarked
package org.mailguard.session;

import org.jspecify.annotations.NullMarked;
