package org.mailguard.console;

import java.time.InstantSource;
import org.mailguard.events.EventLog;

/** What the console works with; main puts it together. */
public record Parts(
    GuardView guard,
    Changes changes,
    ConfigurationStore store,
    EventLog log,
    InstantSource clock,
    PasswordCheck passwords) {}
