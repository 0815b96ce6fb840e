package io.sightline.engine.access;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.sightline.engine.domain.AdministratorId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What every {@link Authorship} does; each implementation's test extends it. */
@Timeout(60)
public abstract class AuthorshipContract {

    private static final AdministratorId ANN = new AdministratorId("ann");
    private static final AdministratorId BEN = new AdministratorId("ben");

    /** One that knows nothing yet. */
    protected abstract Authorship authorship();

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void knowsWhoMadeWhat() {
        Authorship authorship = authorship();
        get(authorship.note("users", "1", ANN));
        get(authorship.note("cameras", "1", BEN));
        assertThat(get(authorship.maker("users", "1"))).contains(ANN);
        assertThat(get(authorship.maker("cameras", "1"))).contains(BEN);
        assertThat(get(authorship.maker("users", "2"))).isEmpty();
    }

    @Test
    void listsTheWorksOfOne() {
        Authorship authorship = authorship();
        get(authorship.note("users", "1", ANN));
        get(authorship.note("users", "2", ANN));
        get(authorship.note("users", "2", ANN));
        get(authorship.note("users", "3", BEN));
        get(authorship.note("cameras", "4", ANN));
        assertThat(get(authorship.works("users", ANN, 10))).containsExactlyInAnyOrder("1", "2");
        assertThat(get(authorship.works("users", ANN, 1))).hasSize(1);
        assertThat(get(authorship.works("folders", ANN, 10))).isEmpty();
    }
}
