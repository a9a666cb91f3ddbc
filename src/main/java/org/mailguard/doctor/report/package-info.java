/** What the operator gets: a diagnosis as text, as JSON and as a page. */
@NullMarked
package org.mailguard.doctor.report;

import org.jspecify.annotations.NullMarked;
