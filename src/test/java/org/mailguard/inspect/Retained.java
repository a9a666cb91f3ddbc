package org.mailguard.inspect;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an object of ours keeps, in octets. Our own objects, arrays and collections are followed; a
 * text counts two octets a character, a buffer its capacity, any other object of the JDK 64.
 */
public final class Retained {
  private static final int HEADER = 16;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Class<?>> leftOut;
  private long octets;

  private Retained(Set<Class<?>> leftOut) {
    this.leftOut = leftOut;
  }

  /** Without a scanner's listener. */
  static long octets(Object root) {
    return octets(root, Set.of(ContentListener.class));
  }

  /**
   * Without objects of some kinds.
   *
   * @param leftOut what is shared, or whoever made the call; lambdas are left out as well
   */
  public static long octets(Object root, Set<Class<?>> leftOut) {
    Retained retained = new Retained(leftOut);
    try {
      retained.follow(root);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
    return retained.octets;
  }

  private void follow(@Nullable Object object) throws IllegalAccessException {
    if (object == null
        || object instanceof Enum
        || object.getClass().isHidden()
        || leftOut.stream().anyMatch(kind -> kind.isInstance(object))
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
    } else if (type.getPackageName().startsWith("org.mailguard")) {
      octets += HEADER;
      for (Class<?> of = type; of != null && of != Object.class; of = of.getSuperclass()) {
        fields(object, of);
      }
    } else if (object instanceof Collection<?> collection) {
      octets += 64 + 16L * collection.size();
      for (Object element : collection) {
        follow(element);
      }
    } else if (object instanceof Map<?, ?> map) {
      octets += 64 + 48L * map.size();
      follow(map.keySet());
      follow(map.values());
    } else if (object instanceof ByteBuffer buffer) {
      octets += 64 + buffer.capacity();
    } else if (object instanceof StringBuilder text) {
      octets += HEADER + 2L * text.capacity();
    } else if (object instanceof ByteArrayOutputStream out) {
      octets += 64 + 2L * out.size();
    } else if (object instanceof long[] array) {
      octets += HEADER + 8L * array.length;
    } else if (object instanceof int[] array) {
      octets += HEADER + 4L * array.length;
    } else if (object instanceof Number || object instanceof BitSet) {
      octets += 64;
    } else {
      throw new AssertionError("what does it keep? " + type);
    }
  }

  private void fields(Object object, Class<?> of) throws IllegalAccessException {
    for (Field field : of.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        octets += 8;
        field.setAccessible(true);
        if (!field.getType().isPrimitive()) {
          follow(field.get(object));
        }
      }
    }
  }
}
