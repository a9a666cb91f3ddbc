package org.mailguard.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;

/** The server's end of a {@link Relay}. */
final class ServerHandler extends ChannelInboundHandlerAdapter {
  private final Relay relay;

  ServerHandler(Relay relay) {
    this.relay = relay;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    relay.serverRead((ByteBuf) message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    relay.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    relay.writabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      relay.serverEnded("server closed the connection");
      context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    relay.serverEnded("server closed the connection");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      relay.serverEnded("connection to the server broke: " + cause.getMessage());
      context.close();
    } else {
      relay.fault(cause);
    }
  }
}
