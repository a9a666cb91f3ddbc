package org.mailguard.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.Queue;
import org.mailguard.e2e.LoadScript.Turn;

/**
 * One of thousands of clients: follows its script and waits for each reply. What is not as the
 * script has it is a fault, and so is an end before the script's.
 */
final class LoadClient extends SimpleChannelInboundHandler<ByteBuf> {
  private final Task task;
  private final Faults faults;
  private final Queue<Turn> turns;
  private final StringBuilder input = new StringBuilder();
  private final Channel channel;

  /**
   * What a client is to do.
   *
   * @param name for the words of a fault
   * @param paused called when it holds still in the middle of its script
   * @param finished called when it has said everything and the guard has hung up
   */
  record Task(
      String name,
      InetSocketAddress source,
      InetSocketAddress guard,
      LoadScript script,
      Runnable paused,
      Runnable finished) {}

  LoadClient(EventLoopGroup group, Task task, Faults faults) {
    this.task = task;
    this.faults = faults;
    turns = task.script().turns();
    ChannelFuture connecting =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.ALLOCATOR, LoadServer.UNWATCHED)
            .handler(this)
            .connect(task.guard(), task.source());
    channel = connecting.channel();
    connecting.addListener(done -> {
      if (!done.isSuccess()) {
        fault("was not let in: " + done.cause());
      }
    });
  }

  /** Ends the pause. */
  void goOn() {
    channel
        .eventLoop()
        .execute(() -> {
          turns.remove();
          sayNext(channel);
        });
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf octets) {
    input.append(octets.toString(ISO_8859_1));
    int end;
    while ((end = input.indexOf("\r\n")) >= 0) {
      String line = input.substring(0, end);
      input.delete(0, end + 2);
      if (line.length() < 4 || line.charAt(3) != '-') {
        heard(context, line);
      }
    }
  }

  private void heard(ChannelHandlerContext context, String reply) {
    Turn turn = turns.poll();
    if (turn == null || turn.answer().isEmpty() || !reply.startsWith(turn.answer())) {
      fault("heard \"" + reply + "\", in turn " + turn);
      context.close();
    } else {
      sayNext(context.channel());
    }
  }

  private void sayNext(Channel channel) {
    Turn turn = turns.peek();
    if (turn != null) {
      channel.writeAndFlush(Unpooled.copiedBuffer(turn.said(), ISO_8859_1));
      if (turn.answer().isEmpty()) {
        task.paused().run();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (turns.isEmpty()) {
      task.finished().run();
    } else {
      fault("was hung up on in turn " + turns.peek());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fault(cause + " in turn " + turns.peek());
    context.close();
  }

  private void fault(String what) {
    faults.add(task.name() + " " + what);
  }
}
