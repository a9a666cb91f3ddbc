package org.mailguard.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;

/** The client's end of a {@link Relay}. */
final class ClientHandler extends ChannelInboundHandlerAdapter {
  private final Relay relay;

  ClientHandler(Relay relay) {
    this.relay = relay;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    relay.start();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    relay.clientRead((ByteBuf) message);
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
      relay.clientEnded();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    relay.clientClosed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      relay.clientLost();
      context.close();
    } else {
      relay.fault(cause);
    }
  }
}
