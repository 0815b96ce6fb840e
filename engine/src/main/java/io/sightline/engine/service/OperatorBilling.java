package io.sightline.engine.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.OperatorAnswer;
import io.sightline.engine.domain.Personal;

/** The operator's billing system as it is asked about a user's service. Thread-safe. */
public interface OperatorBilling {

    /**
     * Asks whether a login is active and has its packages.
     *
     * @return completes in bounded time and never fails: what is no answer is {@link OperatorAnswer.Verdict#SILENT}
     */
    CompletionStage<OperatorAnswer> ask(Personal login);

    /** Where there is none: it never says anything. */
    static OperatorBilling none() {
        return login -> CompletableFuture.completedStage(OperatorAnswer.of(OperatorAnswer.Verdict.SILENT));
    }
}
