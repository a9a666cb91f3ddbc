package org.mailguard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EndableInputTest {
  @Test
  void everythingIsReadAsItIs() throws IOException {
    byte[] octets = new byte[3_000_001]; // more pieces than are read ahead
    new Random(1).nextBytes(octets);
    try (EndableInput input = EndableInput.of(new ByteArrayInputStream(octets), "octets")) {
      assertThat(input.readAllBytes()).isEqualTo(octets);
      assertThat(input.read()).isEqualTo(-1);
    }
  }

  @Test
  void whoWaitsSeesTheEnd() throws Exception {
    try (PipedOutputStream pipe = new PipedOutputStream();
        EndableInput input = EndableInput.of(new PipedInputStream(pipe), "a pipe")) {
      pipe.write("so far".getBytes(US_ASCII));
      pipe.flush();
      CountDownLatch some = new CountDownLatch(1);
      FutureTask<String> reader =
          new FutureTask<>(() -> {
            byte[] first = input.readNBytes(6);
            some.countDown();
            return new String(first, US_ASCII) + input.read();
          });
      Thread.ofVirtual().start(reader);
      some.await();
      input.end();
      assertThat(reader.get()).isEqualTo("so far-1");
    }
  }

  @Test
  void aFailureIsOneBehindWhatWasRead() throws IOException {
    InputStream broken =
        new InputStream() {
          private boolean read;

          @Override
          public int read() throws IOException {
            if (read) {
              throw new IOException("broken disk");
            }
            read = true;
            return 'x';
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            into[offset] = (byte) read();
            return 1;
          }
        };
    try (EndableInput input = EndableInput.of(broken, "a disk")) {
      assertThat(input.read()).isEqualTo('x');
      assertThatThrownBy(input::read).isInstanceOf(IOException.class).hasMessage("broken disk");
    }
  }
}
