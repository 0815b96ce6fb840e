package io.sightline.api.admin;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Reads a request's body a second time, for it is published and not kept. */
final class SentBody implements Flow.Subscriber<ByteBuffer> {

    private final CompletableFuture<String> whole = new CompletableFuture<>();
    private ByteString read = ByteString.emptyByteString();

    private SentBody() {}

    /** @return null when it has none */
    static @Nullable String of(HttpRequest request) {
        return request.bodyPublisher()
                .map(publisher -> {
                    SentBody body = new SentBody();
                    publisher.subscribe(body);
                    return body.whole.orTimeout(10, TimeUnit.SECONDS).join();
                })
                .orElse(null);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
        read = read.concat(ByteString.fromByteBuffer(bytes));
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(read.decodeString(StandardCharsets.UTF_8));
    }
}
