/** The same host as it was seen from two places: what differs was done between them. */
@NullMarked
package org.mailguard.doctor.vantage;

import org.jspecify.annotations.NullMarked;
