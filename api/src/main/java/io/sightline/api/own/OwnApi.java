package io.sightline.api.own;

import java.util.concurrent.CompletionStage;

/** Answers users about themselves. Thread-safe; it does not wait. */
public interface OwnApi {

    /** The answer, also where it is a refusal; fails when there is nobody to answer. */
    CompletionStage<OwnAnswer> answer(OwnRequest request);
}
