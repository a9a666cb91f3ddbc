package org.mailguard.inspect;

/**
 * How much of one message is kept and reported. What is beyond a limit is reported once as an
 * anomaly and then counted only; so a rule that trusts the reports must also be about {@link
 * ContentAnomaly#isLimit the anomalies of limits}, or a sender hides behind them.
 *
 * <p>Beyond {@code parts} also what is wrong with names and contents is not looked for.
 *
 * @param fieldLength octets of one header field's value that are kept
 * @param fields header fields that are reported, those of all parts together
 * @param parts MIME parts that are reported
 * @param depth levels of multipart and message that are entered
 * @param boundaryLength octets of a boundary; RFC 2046 section 5.1.1 allows 70
 * @param parameters parameters of one field that are looked at, and readings of its file name
 * @param prefix decoded octets of a part's content that are kept for its signature
 */
public record ContentLimits(
    int fieldLength,
    int fields,
    int parts,
    int depth,
    int boundaryLength,
    int parameters,
    int prefix) {

  public static final ContentLimits DEFAULT = new ContentLimits(8192, 2000, 1000, 32, 256, 64, 512);

  public ContentLimits {
    check("field length", fieldLength, 64, 1 << 20);
    check("fields", fields, 0, Integer.MAX_VALUE);
    check("parts", parts, 0, Integer.MAX_VALUE);
    check("depth", depth, 0, 1000);
    check("boundary length", boundaryLength, 70, 1000);
    check("parameters", parameters, 1, 1000);
    check("prefix", prefix, 64, 1 << 16);
  }

  private static void check(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d, must be %d to %d".formatted(what, value, least, most));
    }
  }
}
