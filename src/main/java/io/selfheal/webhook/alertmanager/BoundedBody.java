package io.selfheal.webhook.alertmanager;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** An answer's bytes, up to a bound; past it the connection is given up. */
final class BoundedBody implements BodySubscriber<byte[]> {
  private final long most;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Flow.Subscription subscription;

  /** There was more than the bound allows. */
  static final class TooLargeException extends IOException {}

  BoundedBody(long most) {
    this.most = most;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    buffers.forEach(this::take);
  }

  private void take(ByteBuffer buffer) {
    if (bytes.size() + buffer.remaining() > most) {
      subscription.cancel();
      whole.completeExceptionally(new TooLargeException());
      return;
    }
    byte[] some = new byte[buffer.remaining()];
    buffer.get(some);
    bytes.write(some, 0, some.length);
  }

  @Override
  public void onError(Throwable error) {
    whole.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    whole.complete(bytes.toByteArray());
  }
}
