package io.sightline.engine.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends messages of any size to other nodes, and fetches what was offered. Thread-safe. */
final class Transfers {

    private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);

    /** How many large messages wait to be fetched at most; one more is not sent, and whoever needs it asks again. */
    static final int AT_ONCE = 64;

    private static final Duration PART_LIMIT = Duration.ofSeconds(5);

    private final ActorSystem<?> system;
    private final MessageCodec codec;
    private final AtomicInteger open = new AtomicInteger();

    Transfers(ActorSystem<?> system) {
        this.system = system;
        this.codec = new MessageCodec(ActorRefResolver.get(system));
    }

    /** Sends a message whole to an actor of this node, and packed or as an offer to one of another. May lose it. */
    <M> void send(ActorRef<M> to, M message) {
        if (to.path().address().hasLocalScope() || !(message instanceof RemoteMessage remote)) {
            to.tell(message);
            return;
        }
        MessageCodec.Packed packed = codec.pack(remote);
        RemoteMessage sent = packed.bytes().length <= Transfer.PART_BYTES ? packed : offer(packed);
        if (sent != null) {
            to.<RemoteMessage>unsafeUpcast().tell(sent);
        }
    }

    private Transfer.@org.jspecify.annotations.Nullable Offer offer(MessageCodec.Packed packed) {
        if (packed.bytes().length > Transfer.MOST_BYTES || open.get() >= AT_ONCE) {
            LOG.warn(
                    "A message {} of {} bytes is not sent: {} wait to be fetched",
                    packed.manifest(),
                    packed.bytes().length,
                    open.get());
            return null;
        }
        open.incrementAndGet();
        ActorRef<Transfer.Request> holder = system.systemActorOf(
                Transfer.holder(packed.bytes(), open::decrementAndGet), "transfer-" + UUID.randomUUID(), Props.empty());
        return new Transfer.Offer(packed.manifest(), packed.bytes().length, holder);
    }

    /** How many of this node's offers are being fetched. */
    int open() {
        return open.get();
    }

    /** The message that an offer stands for; fails when a part does not come in time. */
    CompletionStage<RemoteMessage> fetch(Transfer.Offer offer) {
        if (offer.length() > Transfer.MOST_BYTES) {
            return CompletableFuture.failedStage(
                    new IOException(offer.manifest() + " of " + offer.length() + " bytes is too large"));
        }
        return pull(offer, new byte[offer.length()], 0).thenApply(bytes -> {
            try {
                return codec.decode(offer.manifest(), bytes);
            } catch (IOException e) {
                throw new java.util.concurrent.CompletionException(e);
            }
        });
    }

    private CompletionStage<byte[]> pull(Transfer.Offer offer, byte[] bytes, int offset) {
        return AskPattern.<Transfer.Request, Transfer.Part>ask(
                        offer.from(), replyTo -> new Transfer.Pull(offset, replyTo), PART_LIMIT, system.scheduler())
                .thenCompose(part -> {
                    int end = offset + part.bytes().length;
                    if (end == offset || end > bytes.length) {
                        return CompletableFuture.failedStage(new IOException("A part of another length was announced"));
                    }
                    System.arraycopy(part.bytes(), 0, bytes, offset, part.bytes().length);
                    return end == bytes.length ? CompletableFuture.completedStage(bytes) : pull(offer, bytes, end);
                });
    }
}
