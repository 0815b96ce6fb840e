package io.sightline.api.admin;

import java.util.concurrent.CompletionStage;

/**
 * One thing that has to hold before this process can do its work.
 *
 * @param name shown to operators, such as {@code cassandra}
 * @param holds asked anew each time; a failed or late stage counts as no
 */
public record Health(String name, Question holds) {

    /** Asks whether it holds now. */
    public interface Question {
        CompletionStage<Boolean> ask();
    }
}
