package org.mailguard.doctor.ends;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * Closes a connection when its time is over. A limit on each read is not enough: under TLS a peer
 * that sends an octet of a record now and then outlasts every one of them.
 */
final class Curfew implements Closeable {
  private final Thread watch;

  private Curfew(Thread watch) {
    this.watch = watch;
  }

  /** Of a connection, from now on; of what is layered over it the plain one. */
  static Curfew on(Socket plain, Duration longest) {
    return new Curfew(
        Thread.ofVirtual()
            .name("curfew")
            .start(() -> {
              try {
                Thread.sleep(longest);
                plain.close();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // it was over in time
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            }));
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
