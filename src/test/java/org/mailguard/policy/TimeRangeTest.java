package org.mailguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeRangeTest {
  private static final ZoneOffset CET = ZoneOffset.ofHours(1);

  /** 2027-01-01 is a Friday. */
  @ParameterizedTest
  @CsvSource({
    "2027-01-01T08:00:00, true",
    "2027-01-01T07:59:59, false",
    "2027-01-01T18:00:59, true",
    "2027-01-01T18:01:00, false",
    "2027-01-02T12:00:00, false",
    "2027-01-04T12:00:00, true",
  })
  void daysFromOneTimeToAnother(LocalDateTime time, boolean holds) {
    TimeRange.Period weekdays =
        new TimeRange.Daily(
            Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(8, 0), LocalTime.of(18, 0));

    assertThat(range(null, null, weekdays).contains(time.toInstant(CET))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-01T21:59:00, false",
    "2027-01-01T22:00:00, true",
    "2027-01-02T04:00:00, true",
    "2027-01-02T04:01:00, false",
    "2027-01-01T03:00:00, false",
  })
  void aNightBelongsToTheDayOnWhichItBegan(LocalDateTime time, boolean holds) {
    TimeRange.Period night =
        new TimeRange.Daily(Set.of(DayOfWeek.FRIDAY), LocalTime.of(22, 0), LocalTime.of(4, 0));

    assertThat(range(null, null, night).contains(time.toInstant(CET))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-01T17:59:00, false",
    "2027-01-01T18:00:00, true",
    "2027-01-03T23:00:00, true",
    "2027-01-04T08:00:00, true",
    "2027-01-04T08:01:00, false",
  })
  void aSpanMayGoOverTheEndOfTheWeek(LocalDateTime time, boolean holds) {
    TimeRange.Period weekend =
        new TimeRange.Weekly(
            DayOfWeek.FRIDAY, LocalTime.of(18, 0), DayOfWeek.MONDAY, LocalTime.of(8, 0));

    assertThat(range(null, null, weekend).contains(time.toInstant(CET))).isEqualTo(holds);
  }

  @Test
  void datesBoundThePeriods() {
    LocalDateTime start = LocalDateTime.of(2027, 1, 1, 0, 0);
    LocalDateTime end = LocalDateTime.of(2027, 1, 31, 23, 59);
    TimeRange range = range(start, end);

    assertThat(range.contains(start.toInstant(CET))).isTrue();
    assertThat(range.contains(start.minusSeconds(1).toInstant(CET))).isFalse();
    assertThat(range.contains(end.plusSeconds(59).toInstant(CET))).isTrue();
    assertThat(range.contains(end.plusSeconds(60).toInstant(CET))).isFalse();
    // The zone counts: midnight in Greenwich is one o'clock there.
    assertThat(range.contains(start.minusMinutes(1).toInstant(ZoneOffset.UTC))).isTrue();
  }

  private static TimeRange range(
      @Nullable LocalDateTime start, @Nullable LocalDateTime end, TimeRange.Period... periods) {
    return new TimeRange("t", start, end, List.of(periods), CET.getRules());
  }
}
