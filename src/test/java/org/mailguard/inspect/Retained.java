package org.mailguard.inspect;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an object of this package keeps, in octets, the listener left out. Our own objects and
 * arrays are followed; a text counts two octets a character, any other object of the JDK 64.
 */
final class Retained {
  private static final int HEADER = 16;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private long octets;

  private Retained() {}

  static long octets(Object root) {
    Retained retained = new Retained();
    try {
      retained.follow(root);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
    return retained.octets;
  }

  private void follow(@Nullable Object object) throws IllegalAccessException {
    if (object == null
        || object instanceof ContentListener
        || object instanceof Enum
        || !seen.add(object)) {
      return;
    }
    Class<?> type = object.getClass();
    if (object instanceof String text) {
      octets += HEADER + 2L * text.length();
    } else if (object instanceof byte[] array) {
      octets += HEADER + array.length;
    } else if (object instanceof Object[] array) {
      octets += HEADER + 8L * Array.getLength(array);
      for (Object element : array) {
        follow(element);
      }
    } else if (type.getPackageName().equals("org.mailguard.inspect")) {
      octets += HEADER;
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          octets += 8;
          field.setAccessible(true);
          if (!field.getType().isPrimitive()) {
            follow(field.get(object));
          }
        }
      }
    } else if (object instanceof EnumSet || object instanceof java.nio.ByteBuffer) {
      octets += 64;
    } else {
      throw new AssertionError("what does it keep? " + type);
    }
  }
}
