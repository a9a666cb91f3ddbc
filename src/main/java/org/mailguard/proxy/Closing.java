package org.mailguard.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import java.util.concurrent.TimeUnit;

/** Ways to close a channel so that what was written arrives. Each ends within a bounded time. */
final class Closing {
  private static final int WRITES_SECONDS = 10;
  private static final int LINGER_SECONDS = 2;

  private Closing() {}

  /** Closes when everything written has left, or after ten seconds. */
  static void afterWrites(Channel channel) {
    if (channel.isActive()) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      closeAt(channel, WRITES_SECONDS);
    } else {
      channel.close();
    }
  }

  /**
   * Ends the stream when everything written has left, then leaves the peer two seconds to read it
   * and close.
   */
  static void lingering(SocketChannel channel) {
    if (!channel.isActive() || channel.isInputShutdown()) {
      afterWrites(channel);
      return;
    }
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(written -> {
          if (written.isSuccess()) {
            channel.shutdownOutput();
            closeAt(channel, LINGER_SECONDS);
          } else {
            channel.close();
          }
        });
    closeAt(channel, WRITES_SECONDS);
  }

  private static void closeAt(Channel channel, int seconds) {
    var timer = channel.eventLoop().schedule(() -> channel.close(), seconds, TimeUnit.SECONDS);
    channel.closeFuture().addListener(_ -> timer.cancel(false));
  }
}
