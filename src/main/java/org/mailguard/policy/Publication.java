package org.mailguard.policy;

import org.jspecify.annotations.Nullable;

/**
 * One server, published on one port of the outside.
 *
 * @param listenAddress literal address, or null for every address of the machine
 * @param listenPort 1 to 65535
 * @param server where sessions are forwarded to
 */
public record Publication(
    @Nullable String listenAddress,
    int listenPort,
    Endpoint server,
    Access access,
    Policy policy) {}
