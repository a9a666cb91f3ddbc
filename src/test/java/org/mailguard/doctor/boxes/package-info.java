/** Boxes that are nothing but a file, and what the doctor finds of them. */
@NullMarked
package org.mailguard.doctor.boxes;

import org.jspecify.annotations.NullMarked;
