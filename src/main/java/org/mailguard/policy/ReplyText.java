package org.mailguard.policy;

/**
 * A refusal's words. The id goes between {@code status} and {@code text}.
 *
 * @param code 400 to 559
 * @param status enhanced status code of the same class (RFC 3463): {@code 5.7.1}
 * @param text printable ASCII
 */
public record ReplyText(int code, String status, String text) {}
