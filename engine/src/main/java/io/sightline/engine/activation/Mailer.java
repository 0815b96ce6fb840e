package io.sightline.engine.activation;

import java.util.concurrent.CompletionStage;

/** Sends mail. Thread-safe. */
public interface Mailer {

    /**
     * @return completes in bounded time: when a mail server has taken the message over, or with {@link NotSentException}. Whether it
     *     arrives nobody knows
     */
    CompletionStage<Void> send(Mail mail);

    /** A message was not taken over. Its words hold no address: a server's own words do, and are left out. */
    final class NotSentException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public NotSentException(String why) {
            super(why);
        }
    }
}
