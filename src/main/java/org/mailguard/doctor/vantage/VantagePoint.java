package org.mailguard.doctor.vantage;

import org.mailguard.doctor.report.Diagnosis;

/**
 * A place, and what was seen of a host from there.
 *
 * @param place for people: the file of the report, or {@code here}
 */
public record VantagePoint(String place, Diagnosis seen) {}
