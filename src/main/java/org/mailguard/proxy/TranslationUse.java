package org.mailguard.proxy;

import java.time.Duration;

/**
 * How one translation is used.
 *
 * @param sessions now
 * @param embryonic those of them whose server has not answered yet
 * @param idle since a session began or ended
 */
public record TranslationUse(int sessions, int embryonic, Duration idle) {}
