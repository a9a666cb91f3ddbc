package org.mailguard.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What a PIX, and an ASA before 9.7, call {@code encrypted}: MD5 once, of the word and the first
 * four octets of the user's name, padded with zeros. No more is known of it than what others found
 * out from pairs of words and hashes. It is here to let people in who have nothing else: one MD5 is
 * no work for whoever guesses.
 *
 * <p>The two devices differ for long words. A PIX cuts at 16 octets, so that behind a word of 16
 * the name does not count. An ASA takes words of up to 32 octets, pads to 32 if word and name have
 * more than 16, and leaves out the name of words of 28 and more.
 */
final class DeviceHash {
  private static final String LETTERS =
      "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final int SHORT = 16;
  private static final int LONG = 32;
  private static final int OF_NAME = 4;

  private DeviceHash() {}

  /**
   * As a PIX makes it.
   *
   * @param user empty for a word that belongs to nobody, such as that of {@code enable}
   */
  static String ofPix(String word, String user) {
    return hash(join(octets(word), name(user)), SHORT);
  }

  /** As an ASA makes it; a word of more than 32 octets fits no hash. */
  static String ofAsa(String word, String user) {
    byte[] own = octets(word);
    if (own.length > LONG) {
      return hash(own, own.length);
    }
    byte[] salted = own.length < LONG - OF_NAME ? join(own, name(user)) : own;
    return hash(salted, salted.length > SHORT ? LONG : SHORT);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Four octets, the name again and again if it is shorter; none if there is no name. */
  private static byte[] name(String user) {
    byte[] own = octets(user);
    byte[] name = new byte[own.length == 0 ? 0 : OF_NAME];
    for (int i = 0; i < name.length; i++) {
      name[i] = own[i % own.length];
    }
    return name;
  }

  private static byte[] join(byte[] word, byte[] name) {
    byte[] joined = Arrays.copyOf(word, word.length + name.length);
    System.arraycopy(name, 0, joined, word.length, name.length);
    return joined;
  }

  /** Of each four octets of the digest three, least first, in four letters of six bits. */
  private static String hash(byte[] salted, int length) {
    byte[] digest = md5().digest(Arrays.copyOf(salted, length));
    StringBuilder out = new StringBuilder(SHORT);
    for (int i = 0; i < digest.length; i += 4) {
      int bits = (digest[i] & 0xff) | (digest[i + 1] & 0xff) << 8 | (digest[i + 2] & 0xff) << 16;
      for (int letter = 0; letter < 4; letter++) {
        out.append(LETTERS.charAt(bits >> (6 * letter) & 0x3f));
      }
    }
    return out.toString();
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
