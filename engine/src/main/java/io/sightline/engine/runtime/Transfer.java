package io.sightline.engine.runtime;

import java.time.Duration;
import java.util.Arrays;

import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A message too large for one frame between nodes, as long as its receiver fetches it: it is offered, and the receiver pulls it
 * part by part, at its own pace. Nothing is kept of it but its bytes, and those until the last part has left or nobody has
 * pulled for a while.
 */
final class Transfer {

    /** Half of what a frame between nodes may hold, as Artery has it unless configured. */
    static final int PART_BYTES = 128 * 1024;

    /** A state may not be larger; the largest that the limits of the domain allow has about a fifth of it. */
    static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Transfer() {}

    /** What an offer's holder understands. */
    sealed interface Request {}

    /** The receiver asks for the part that begins at an offset; parts are pulled in order. */
    record Pull(int offset, ActorRef<Part> replyTo) implements Request, RemoteMessage {}

    /** Nobody has pulled for a while. */
    private record Abandoned() implements Request, NoSerializationVerificationNeeded {}

    /** @param bytes as many as there are from the offset, at most {@link #PART_BYTES}; never none */
    @SuppressWarnings("ArrayRecordComponent")
    record Part(byte[] bytes) implements RemoteMessage {}

    /**
     * Stands for a message that is to be fetched.
     *
     * @param manifest the message's name ({@link MessageCodec#manifest})
     */
    record Offer(String manifest, int length, ActorRef<Request> from) implements Inspected, NodeMessage.OfAnyNode {}

    /** @param ended run when the actor has ended, however */
    static Behavior<Request> holder(byte[] bytes, Runnable ended) {
        return Behaviors.setup(context -> {
            context.setReceiveTimeout(PATIENCE, new Abandoned());
            return Behaviors.receive(Request.class)
                    .onMessage(Pull.class, pull -> {
                        int end = Math.min(bytes.length, pull.offset() + PART_BYTES);
                        pull.replyTo().tell(new Part(Arrays.copyOfRange(bytes, pull.offset(), end)));
                        return end == bytes.length ? Behaviors.stopped() : Behaviors.same();
                    })
                    .onMessage(Abandoned.class, abandoned -> Behaviors.stopped())
                    .onSignal(org.apache.pekko.actor.typed.PostStop.class, stopped -> {
                        ended.run();
                        return Behaviors.same();
                    })
                    .build();
        });
    }
}
