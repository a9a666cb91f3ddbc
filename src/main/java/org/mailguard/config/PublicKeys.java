package org.mailguard.config;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** Public keys of SSH as one word: base64 of the type's name and the key (RFC 4253, 6.6). */
final class PublicKeys {
  /** DSA is left out: nothing that the guard speaks has it. */
  private static final Set<String> TYPES =
      Set.of(
          "ssh-ed25519",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "ssh-rsa",
          "sk-ssh-ed25519@openssh.com",
          "sk-ecdsa-sha2-nistp256@openssh.com");

  /** Longer than every name in {@link #TYPES}. */
  private static final int MOST_NAME = 64;

  static final Kind<String> KEY = Kind.of(String.class, "a public key in base64", PublicKeys::read);

  static final Kind<String> TYPE =
      Kind.of(
          String.class,
          "the type of a key such as ssh-ed25519",
          word -> TYPES.contains(word) ? new Reading.Value<>(word) : new Reading.Other<>());

  private PublicKeys() {}

  private static Reading<String> read(String word) {
    String type = type(word);
    if (type.isEmpty()) {
      return word.startsWith("AAAA")
          ? new Reading.Wrong<>("the key is cut off, or no key of SSH")
          : new Reading.Other<>();
    }
    return TYPES.contains(type)
        ? new Reading.Value<>(word)
        : new Reading.Wrong<>("a key of type " + Expectation.shown(type) + " cannot be used");
  }

  /** The type that a key in base64 names, such as {@code ssh-ed25519}; empty if it is none. */
  static String type(String key) {
    byte[] octets;
    try {
      octets = Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
    ByteBuffer fields = ByteBuffer.wrap(octets);
    int length = fields.remaining() < Integer.BYTES ? 0 : fields.getInt();
    if (length < 1 || length > MOST_NAME || length >= fields.remaining()) {
      return "";
    }
    return new String(octets, Integer.BYTES, length, StandardCharsets.US_ASCII);
  }
}
