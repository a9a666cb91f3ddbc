@NullMarked
package org.mailguard.doctor.read.guard;

import org.jspecify.annotations.NullMarked;
