package org.mailguard.proxy;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * {@code fcntl(2)}, the two uses of it that neither the JDK nor Netty offers for a descriptor that
 * came from outside. Numbers are Linux's, the same on x86-64 and aarch64. Loaded only if sockets
 * are handed over.
 */
final class Fcntl {
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int O_NONBLOCK = 0x800;

  private static final MethodHandle FCNTL = handle();

  private Fcntl() {}

  @SuppressWarnings("restricted") // the launcher and the manifest enable native access
  private static MethodHandle handle() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("fcntl"),
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
        Linker.Option.firstVariadicArg(2));
  }

  /** A second descriptor of the same socket; the caller closes it. */
  static int duplicate(int descriptor) throws IOException {
    return call("duplicated", descriptor, F_DUPFD_CLOEXEC, Activation.FIRST_DESCRIPTOR);
  }

  /** Holds for every descriptor of the same socket, those of other processes included. */
  static void doNotBlock(int descriptor) throws IOException {
    int flags = call("read", descriptor, F_GETFL, 0);
    call("set not to block", descriptor, F_SETFL, flags | O_NONBLOCK);
  }

  private static int call(String what, int descriptor, int command, int argument)
      throws IOException {
    int result;
    try {
      result = (int) FCNTL.invokeExact(descriptor, command, argument);
    } catch (Throwable e) {
      throw new AssertionError("fcntl throws nothing", e);
    }
    if (result < 0) {
      throw new IOException("descriptor " + descriptor + " cannot be " + what);
    }
    return result;
  }
}
