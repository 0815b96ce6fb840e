package io.sightline.engine.billing;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * The operator's directory of address codes, asked for a code that the address tree does not have (decision R-08 of the seeds).
 * Implementations are thread-safe.
 */
public interface CsaDirectory {

    /**
     * What the directory knows of a code.
     *
     * @param name 1 to 255 characters
     * @param parent the code of the node above, or null for a root
     */
    record Place(String csa, String name, @Nullable String parent) {}

    /** @return empty when the code is unknown; fails when the directory cannot be asked, and then nothing is concluded from it */
    CompletionStage<Optional<Place>> lookup(String csa);
}
