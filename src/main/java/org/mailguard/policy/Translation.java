package org.mailguard.policy;

/**
 * What a {@code static} or {@code nat} says besides the addresses.
 *
 * @param place names it in logs and for counting: what clients connect to
 * @param serverInterface where the server is, for logs: {@code inside}
 * @param clientInterface where clients come from: {@code outside}
 * @param connections sessions at once, 0 for no limit
 * @param embryonic sessions at once whose server has not answered yet, 0 for no limit
 */
public record Translation(
    String place, String serverInterface, String clientInterface, int connections, int embryonic) {

  public static Translation unlimited(String place) {
    return new Translation(place, "inside", "outside", 0, 0);
  }
}
