package org.mailguard.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mail server for thousands of connections. It takes every {@link LoadMessage}, compares it octet
 * by octet with what it must be, and counts how often each came.
 */
final class LoadServer implements AutoCloseable {
  private static final int BACKLOG = 1024;

  /**
   * Buffers whose release nobody watches. The build has each one watched, and that is for the
   * guard's own; here it would only cost time.
   */
  static final ByteBufAllocator UNWATCHED = new UnpooledByteBufAllocator(false, true);

  private final Faults faults;
  private final AtomicInteger begun = new AtomicInteger();
  private final Map<String, Integer> delivered = new ConcurrentHashMap<>();
  private final Channel channel;

  LoadServer(EventLoopGroup group, Faults faults) {
    this.faults = faults;
    channel =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.ALLOCATOR, UNWATCHED)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel peer) {
                    peer.pipeline().addLast(new Conversation());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Messages of which some octets came, whole or not. */
  int begun() {
    return begun.get();
  }

  /** How often each message came, under its {@link #key}. */
  Map<String, Integer> delivered() {
    return Map.copyOf(delivered);
  }

  static String key(String id, int recipients) {
    return id + " to " + recipients;
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
  }

  private final class Conversation extends SimpleChannelInboundHandler<ByteBuf> {
    private final StringBuilder input = new StringBuilder();
    private int recipients;
    private boolean inData;
    private boolean inMessage;

    @Override
    public void channelActive(ChannelHandlerContext context) {
      say(context, "220 backend.test ESMTP");
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf octets) {
      input.append(octets.toString(ISO_8859_1));
      boolean more = true;
      while (more) {
        more = inData ? takeMessage(context) : takeCommand(context);
      }
    }

    private boolean takeCommand(ChannelHandlerContext context) {
      int end = input.indexOf("\r\n");
      if (end < 0) {
        return false;
      }
      String command = input.substring(0, end);
      input.delete(0, end + 2);
      String verb = command.substring(0, Math.min(4, command.length())).toUpperCase(Locale.ROOT);
      switch (verb) {
        case "EHLO" -> say(context, "250 backend.test");
        case "MAIL" -> {
          recipients = 0;
          say(context, "250 2.1.0 ok");
        }
        case "RCPT" -> {
          recipients++;
          say(context, "250 2.1.5 ok");
        }
        case "DATA" -> {
          inData = true;
          say(context, "354 go on");
        }
        case "QUIT" -> say(context, "221 2.0.0 bye").addListener(ChannelFutureListener.CLOSE);
        default -> {
          faults.add("the server was told " + command);
          say(context, "500 5.5.1 what");
        }
      }
      return true;
    }

    private boolean takeMessage(ChannelHandlerContext context) {
      if (!inMessage && !input.isEmpty()) {
        inMessage = true;
        begun.incrementAndGet();
      }
      int end = input.indexOf("\r\n.\r\n");
      if (end < 0) {
        return false;
      }
      String wire = input.substring(0, end + 5);
      input.delete(0, wire.length());
      inData = false;
      inMessage = false;
      String id = LoadMessage.id(wire);
      if (!wire.equals(LoadMessage.of(id).wire())) {
        faults.add("the server got a damaged message: " + id);
      }
      delivered.merge(key(id, recipients), 1, Integer::sum);
      say(context, "250 2.0.0 taken");
      return true;
    }

    private ChannelFuture say(ChannelHandlerContext context, String reply) {
      return context.writeAndFlush(Unpooled.copiedBuffer(reply + "\r\n", ISO_8859_1));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (inData) {
        faults.add("the server lost its client inside " + LoadMessage.id(input.toString()));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      faults.add("the server: " + cause);
      context.close();
    }
  }
}
