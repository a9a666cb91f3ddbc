package org.mailguard.inspect;

/**
 * What a message amounts to. Counts go on beyond the limits.
 *
 * @param length all octets
 * @param headerLength octets of the message's header with line ends, without the blank line
 * @param bodyLength octets behind the blank line
 * @param fields header fields, those of parts included if parts are wanted
 * @param parts MIME parts without the message itself
 * @param depth of the deepest part
 */
public record ContentTotals(
    long length,
    long headerLength,
    long bodyLength,
    long longestHeaderLine,
    long longestBodyLine,
    long fields,
    long parts,
    int depth) {}
