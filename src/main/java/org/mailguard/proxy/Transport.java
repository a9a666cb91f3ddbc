package org.mailguard.proxy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Which sockets are used: Linux's epoll where its native library is there, else the JDK's. */
record Transport(
    String name,
    EventLoopGroup group,
    Class<? extends ServerChannel> serverChannel,
    Class<? extends SocketChannel> channel) {

  /** {@code threads} event loops, one a processor being best: a session never leaves its own. */
  static Transport open(int threads) {
    return Epoll.isAvailable()
        ? new Transport(
            "epoll",
            new MultiThreadIoEventLoopGroup(threads, EpollIoHandler.newFactory()),
            EpollServerSocketChannel.class,
            EpollSocketChannel.class)
        : new Transport(
            "nio",
            new MultiThreadIoEventLoopGroup(threads, NioIoHandler.newFactory()),
            NioServerSocketChannel.class,
            NioSocketChannel.class);
  }
}
