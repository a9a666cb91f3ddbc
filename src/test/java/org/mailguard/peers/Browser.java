package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chromium, which opens pages in windows of several widths at once. A page around them, of the same
 * origin, measures what is in each; a proxy for all names sees each request that leaves.
 */
final class Browser implements AutoCloseable {
  private static final Pattern MEASURED =
      Pattern.compile("#([a-z]+) ([0-9]+) ([0-9]+) ([0-9]+) (rgb\\([0-9, ]+\\)) (true|false)");

  /**
   * A page in a window.
   *
   * @param needed how wide the window would have to be, so that nothing is cut off
   * @param loaded how many things the page has loaded besides itself
   * @param colour of its text
   * @param dark true if the page was asked for a dark face
   */
  record Seen(String page, int window, int needed, int loaded, String colour, boolean dark) {}

  private final HttpServer server;
  private final Map<String, String> pages;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  private Browser(HttpServer server, Map<String, String> pages) {
    this.server = server;
    this.pages = pages;
  }

  /** With pages by name, small letters. */
  static Browser with(Map<String, String> pages) throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    Browser browser = new Browser(server, new LinkedHashMap<>(pages));
    server.createContext("/", browser::answer);
    server.start();
    return browser;
  }

  /** Each page in a window of each width. */
  List<Seen> open(boolean dark, Path profile, int... widths) throws IOException {
    StringBuilder frames = new StringBuilder();
    for (String page : pages.keySet()) {
      for (int width : widths) {
        frames.append(
            "<iframe name=\"%s\" src=\"/%s\" width=\"%d\" height=\"600\"></iframe>\n"
                .formatted(page, page, width));
      }
    }
    pages.put("around", AROUND.replace("FRAMES", frames));
    String dom = chromium(dark, profile).succeeded();
    pages.remove("around");
    List<Seen> seen = new ArrayList<>();
    Matcher line = MEASURED.matcher(dom);
    while (line.find()) {
      seen.add(
          new Seen(
              line.group(1),
              Integer.parseInt(line.group(2)),
              Integer.parseInt(line.group(3)),
              Integer.parseInt(line.group(4)),
              line.group(5),
              Boolean.parseBoolean(line.group(6))));
    }
    if (seen.size() != pages.size() * widths.length) {
      throw new AssertionError("not all was measured:\n" + dom);
    }
    return seen;
  }

  private Program chromium(boolean dark, Path profile) throws IOException {
    String at = "127.0.0.1:" + server.getAddress().getPort();
    return Program.run(
        "/usr/bin/chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--proxy-server=" + at,
        "--proxy-bypass-list=<-loopback>",
        "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
        "--user-data-dir=" + profile,
        "--window-size=1600,1000",
        "--virtual-time-budget=10000",
        "--dump-dom",
        "http://" + at + "/around");
  }

  /** A page measures the pages in it when all of them are there. */
  private static final String AROUND =
      """
      <!DOCTYPE html><html><head><meta charset="utf-8"><link rel="icon" href="data:,"></head><body>
      FRAMES<pre id="seen"></pre><script>
      onload = () => {
        for (const frame of document.querySelectorAll('iframe')) {
          const view = frame.contentWindow, root = view.document.documentElement;
          document.getElementById('seen').textContent += ['#' + frame.name, view.innerWidth,
            root.scrollWidth, view.performance.getEntriesByType('resource').length,
            view.getComputedStyle(view.document.body).color,
            view.matchMedia('(prefers-color-scheme: dark)').matches].join(' ') + '\\n';
        }
      };
      </script></body></html>
      """;

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(exchange.getRequestURI().toString());
      String path = exchange.getRequestURI().getPath();
      String page = path.isEmpty() ? null : pages.get(path.substring(1));
      byte[] octets = page == null ? new byte[0] : page.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html");
      exchange.sendResponseHeaders(page == null ? 404 : 200, page == null ? -1 : octets.length);
      exchange.getResponseBody().write(octets);
    }
  }

  /** What was asked for that names {@code part}, since the beginning. */
  List<String> requestsFor(String part) {
    return List.copyOf(requests).stream().filter(each -> each.contains(part)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
