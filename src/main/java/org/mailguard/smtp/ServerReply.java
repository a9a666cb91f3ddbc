package org.mailguard.smtp;

/** What the guard sends to the client in the server's name. Printed by {@link SmtpWriter} alone. */
public sealed interface ServerReply permits Reply, MaskedReply {}
