package org.mailguard.console;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.mailguard.config.Operators.StoredPassword;
import org.mailguard.config.Pbkdf2Text;

/**
 * Hashes passwords and compares typed ones with what is stored. Every thread may call.
 *
 * <p><b>What it costs.</b> A hash is meant to be slow: some half a second of one processor. The
 * same processors carry mail, so no more are computed at once than half of them, in the order of
 * asking; who waits for {@link #LONGEST_WAIT} seconds is told so. How many may ask is for the doors
 * to bound.
 *
 * <p><b>What the time tells.</b> Each answer costs the work of one hash of our own, whether there
 * is such a user or not, and whichever hash he has: a device's of 5000 rounds, an old one of MD5,
 * or none that anything fits. The rest is made up by rounds that nobody reads. One thing is left
 * that can be told from outside: a hash with more rounds than ours takes longer than no user.
 *
 * <p>Roads not taken: Argon2 and scrypt, which are harder to crack, are not in the JDK, and no
 * device could read the line. A cache of words that were right would save the work and keep them in
 * memory.
 */
public final class PasswordHash implements PasswordCheck {
  /** Of the hashes that the guard makes. */
  public static final int ROUNDS = 210_000;

  /** Seconds until who asks is told that too many others do. */
  public static final int LONGEST_WAIT = 20;

  private static final int SALT_OCTETS = 16;

  /** As the device, so that it can read what the guard wrote. */
  private static final int KEY_OCTETS = 16;

  private static final byte[] NO_SALT = new byte[SALT_OCTETS];

  private final SecureRandom random;
  private final Semaphore slots;
  private final int rounds;

  /** Too many others log in at the same time: nothing is known of the word. */
  public static final class Busy extends Exception {
    Busy(String why) {
      super(why);
    }
  }

  /**
   * For one guard.
   *
   * @param processors of the machine; half of them are used, and one at least
   */
  public PasswordHash(SecureRandom random, int processors) {
    this(random, processors, ROUNDS);
  }

  /** With fewer rounds, for those who have no time. */
  PasswordHash(SecureRandom random, int processors, int rounds) {
    this.random = random;
    this.rounds = rounds;
    this.slots = new Semaphore(Math.max(1, processors / 2), true);
  }

  /** What stands in a line in front of {@code pbkdf2}. Waits as long as it has to, and is slow. */
  @Override
  public String hash(String word) {
    byte[] salt = new byte[SALT_OCTETS];
    random.nextBytes(salt);
    slots.acquireUninterruptibly();
    try {
      Base64.Encoder base64 = Base64.getEncoder();
      byte[] key = key(word, salt, rounds, KEY_OCTETS);
      return new Pbkdf2Text(rounds, base64.encodeToString(salt), base64.encodeToString(key))
          .toString();
    } finally {
      slots.release();
    }
  }

  /**
   * True if {@code typed} fits one of {@code stored}. Slow, also if there are none: ask it of users
   * that are not there as well, with an empty list.
   *
   * @param user as he named himself; empty for the words of {@code passwd} and {@code enable}
   * @throws Busy if it cannot be computed within {@link #LONGEST_WAIT} seconds, or the thread is
   *     interrupted meanwhile
   */
  @Override
  public boolean verify(List<StoredPassword> stored, String user, String typed) throws Busy {
    try {
      if (!slots.tryAcquire(LONGEST_WAIT, TimeUnit.SECONDS)) {
        throw new Busy("others log in, and no processor was free for " + LONGEST_WAIT + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy("interrupted");
    }
    try {
      int spent = 0;
      boolean fits = false;
      for (StoredPassword one : stored) {
        spent += roundsOf(one);
        fits |= fits(one, user, typed);
      }
      if (spent < rounds) {
        key(typed, NO_SALT, rounds - spent, KEY_OCTETS);
      }
      return fits;
    } finally {
      slots.release();
    }
  }

  private static Optional<Pbkdf2Text> pbkdf2(StoredPassword stored) {
    return stored.scheme() == StoredPassword.Scheme.PBKDF2
        ? Pbkdf2Text.read(stored.text()).filter(Pbkdf2Text::isInRange)
        : Optional.empty();
  }

  private static int roundsOf(StoredPassword stored) {
    return pbkdf2(stored).map(Pbkdf2Text::rounds).orElse(0);
  }

  private static boolean fits(StoredPassword stored, String user, String typed) {
    return switch (stored.scheme()) {
      case CLEAR -> isEqual(stored.text(), typed);
      case PBKDF2 -> pbkdf2(stored).map(hash -> fits(hash, typed)).orElse(false);
      case PIX_MD5 -> {
        // Which one the device used is not known: both are computed, and both compared.
        boolean ofPix = isEqual(stored.text(), DeviceHash.ofPix(typed, user));
        boolean ofAsa = isEqual(stored.text(), DeviceHash.ofAsa(typed, user));
        yield ofPix || ofAsa;
      }
      case UNUSABLE -> false;
    };
  }

  private static boolean fits(Pbkdf2Text hash, String typed) {
    byte[] known = Base64.getDecoder().decode(hash.key());
    byte[] salt = Base64.getDecoder().decode(hash.salt());
    return MessageDigest.isEqual(known, key(typed, salt, hash.rounds(), known.length));
  }

  /** In a time that does not depend on where they differ. */
  private static boolean isEqual(String known, String typed) {
    return MessageDigest.isEqual(
        known.getBytes(StandardCharsets.UTF_8), typed.getBytes(StandardCharsets.UTF_8));
  }

  /** The word as UTF-8, which is what the JDK makes of it. */
  private static byte[] key(String word, byte[] salt, int rounds, int octets) {
    PBEKeySpec spec = new PBEKeySpec(word.toCharArray(), salt, rounds, octets * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no PBKDF2 with HMAC-SHA-512", e);
    } finally {
      spec.clearPassword();
    }
  }
}
