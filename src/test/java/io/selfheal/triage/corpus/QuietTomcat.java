package io.selfheal.triage.corpus;

import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.WatchService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server that nobody calls: workers, pollers, watchers and cleaners, without fault. */
final class QuietTomcat {
  private QuietTomcat() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    CorpusProgram.sick(args);
    AtomicInteger next = new AtomicInteger();
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            25,
            25,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            work -> new Thread(work, "http-nio-8080-exec-" + next.incrementAndGet()));
    workers.allowCoreThreadTimeOut(true);
    workers.prestartAllCoreThreads();
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    WatchService files = FileSystems.getDefault().newWatchService();
    ReferenceQueue<Object> gone = new ReferenceQueue<>();
    for (int i = 0; i < 6; i++) {
      Selector selector = Selector.open();
      CorpusProgram.daemon("http-nio-8080-Poller-" + i, () -> forever(() -> selector.select(1000)));
      CorpusProgram.daemon("http-nio-8080-Acceptor-" + i, () -> forever(server::accept));
      CorpusProgram.daemon("file-watch-" + i, () -> forever(files::take));
      CorpusProgram.daemon("cleaner-" + i, () -> forever(gone::remove));
    }
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  private interface Wait {
    Object once() throws IOException, InterruptedException;
  }

  private static void forever(Wait wait) {
    while (true) {
      try {
        wait.once();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
