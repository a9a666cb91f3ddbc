package org.mailguard.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * Ways to close a channel: so that what was written arrives, or so that it does not. Each ends
 * within a bounded time.
 */
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

  /**
   * Resets the connection. A write that fails closes the channel before it says so, and a closed
   * channel throws when it is asked for an option.
   */
  static void abort(SocketChannel channel) {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    channel.close();
  }

  private static void closeAt(Channel channel, int seconds) {
    var timer = channel.eventLoop().schedule(() -> channel.close(), seconds, TimeUnit.SECONDS);
    channel.closeFuture().addListener(_ -> timer.cancel(false));
  }
}
