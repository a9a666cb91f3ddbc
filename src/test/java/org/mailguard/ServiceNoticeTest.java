package org.mailguard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver in the place of systemd. */
@Timeout(60)
class ServiceNoticeTest {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @AfterEach
  void endLoop() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private ServiceNotice notice(String socket) {
    return ServiceNotice.of(Map.of("NOTIFY_SOCKET", socket), new PrintStream(errors, true, UTF_8));
  }

  private Channel receiver(String address) {
    return new Bootstrap()
        .group(group)
        .channel(EpollDomainDatagramChannel.class)
        .handler(
            new SimpleChannelInboundHandler<DomainDatagramPacket>() {
              @Override
              protected void channelRead0(
                  ChannelHandlerContext context, DomainDatagramPacket packet) {
                received.add(packet.content().toString(UTF_8));
              }
            })
        .bind(new DomainSocketAddress(address))
        .syncUninterruptibly()
        .channel();
  }

  private void assertTold(ServiceNotice notice) throws InterruptedException {
    long before = System.nanoTime() / 1000;
    notice.ready();
    notice.reloading();
    notice.stopping();
    assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("READY=1");
    String reloading = String.valueOf(received.poll(10, TimeUnit.SECONDS));
    assertThat(reloading).matches("RELOADING=1\\nMONOTONIC_USEC=\\d+");
    assertThat(Long.parseLong(reloading.replaceAll("(?s).*=", "")))
        .isBetween(before, System.nanoTime() / 1000);
    assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("STOPPING=1");
    assertThat(errors.toString(UTF_8)).isEmpty();
  }

  @Test
  void eachStateIsOneDatagram() throws Exception {
    String path = folder.resolve("notify").toString();
    Channel receiver = receiver(path);
    assertTold(notice(path));
    receiver.close().awaitUninterruptibly();
  }

  @Test
  void anAbstractNameIsWrittenWithAnAt() throws Exception {
    String name = "mailguard-test-" + ProcessHandle.current().pid();
    Channel receiver = receiver("\0" + name);
    assertTold(notice("@" + name));
    receiver.close().awaitUninterruptibly();
  }

  @Test
  void withoutASocketNothingIsSaid() {
    notice("").ready();
    assertThat(errors.toString(UTF_8)).isEmpty();
  }

  /** Mail goes on without a service manager. */
  @ParameterizedTest
  @ValueSource(strings = {"/nowhere/notify", "relative", "vsock:2:1", "@"})
  void aFailureIsALine(String socket) {
    notice(socket).reloading();
    assertThat(errors.toString(UTF_8))
        .startsWith("mailguard: the service manager was not told RELOADING=1: ")
        .hasLineCount(1);
  }

  @Test
  void aNameThatIsTooLongIsALine() {
    notice("/" + "x".repeat(200)).ready();
    assertThat(errors.toString(UTF_8)).contains("too long");
  }
}
