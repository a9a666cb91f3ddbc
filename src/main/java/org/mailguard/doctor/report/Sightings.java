package org.mailguard.doctor.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mailguard.doctor.Evidence;

/**
 * The same octets, and the places where they were seen: fifteen messages that met the same greeting
 * are one sight.
 *
 * @param places as {@code 192.0.2.1:25, greeting, +0.021 s}
 */
record Sightings(String text, List<String> places) {
  private static final int SHOWN = 3;

  Sightings {
    places = List.copyOf(places);
  }

  static List<Sightings> of(List<Evidence> evidence) {
    Map<String, List<String>> places = new LinkedHashMap<>();
    for (Evidence each : evidence) {
      String place = each.where() + (each.when().isEmpty() ? "" : ", " + each.when());
      places.computeIfAbsent(each.text(), _ -> new ArrayList<>()).add(place);
    }
    return places.entrySet().stream()
        .map(entry -> new Sightings(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The first places, and how many more there are. */
  List<String> shownPlaces() {
    if (places.size() <= SHOWN) {
      return places;
    }
    List<String> shown = new ArrayList<>(places.subList(0, SHOWN));
    shown.add("and " + (places.size() - SHOWN) + " more");
    return shown;
  }
}
