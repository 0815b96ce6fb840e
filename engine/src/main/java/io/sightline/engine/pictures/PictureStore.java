package io.sightline.engine.pictures;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where sealed pictures are kept, each under what it is of and the name of its content. Implementations are thread-safe. */
public interface PictureStore {

    /** Keeps it; keeping the same name again replaces it. */
    CompletionStage<Void> put(String of, String name, byte[] sealed);

    CompletionStage<Optional<byte[]>> find(String of, String name);

    CompletionStage<Void> remove(String of, String name);

    /** Removes every picture of it. */
    CompletionStage<Void> remove(String of);
}
