package org.mailguard.inspect;

/**
 * What one header amounts to.
 *
 * @param length octets with line ends, without the blank line
 * @param toAddresses addresses in all To fields; counted for the message's own header
 * @param received number of Received fields; counted for the message's own header
 */
public record HeaderTotals(
    int part, int depth, long length, long fields, long toAddresses, long received) {}
