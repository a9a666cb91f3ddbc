/** The laboratory's boxes, octet for octet. */
@NullMarked
package org.mailguard.lab;

import org.jspecify.annotations.NullMarked;
