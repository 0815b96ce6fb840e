package io.sightline.engine.directory.listed;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.sightline.engine.directory.Catalogue;
import io.sightline.engine.directory.Document;
import io.sightline.engine.domain.Chance;
import io.sightline.engine.domain.Entity;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.runtime.EntityKind;
import io.sightline.engine.runtime.EntityKinds;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every list against histories of every kind of entity. */
class ListedTest {

    private static final Catalogue EVERYTHING = Everything.catalogue();

    @Test
    void listsEveryStateThatAHistoryLeadsTo() {
        Map<Kind, Integer> listed = new java.util.EnumMap<>(Kind.class);
        for (int seed = 1; seed <= 300; seed++) {
            for (EntityKind<?, ?, ?> kind : EntityKinds.ALL) {
                if (EVERYTHING.entities().contains(kind.kind())) {
                    listed.merge(kind.kind(), documents(kind, seed), Integer::sum);
                }
            }
        }
        assertThat(EVERYTHING.entities())
                .containsExactlyInAnyOrder(
                        Kind.USER,
                        Kind.CAMERA,
                        Kind.INTERCOM,
                        Kind.ADDRESS,
                        Kind.FOLDER,
                        Kind.DEVICE_TARIFF,
                        Kind.SUBSCRIPTION,
                        Kind.NOTIFICATION,
                        Kind.FEEDBACK,
                        Kind.TRACKER,
                        Kind.MONITORING_OBJECT)
                .allSatisfy(kind -> assertThat(listed.get(kind)).as(kind.name()).isPositive());
    }

    /** An id of the shape its kind wants. */
    private static String nameOf(Kind kind) {
        return switch (kind) {
            case NOTIFICATION -> "notification.it";
            case FEEDBACK, TRACKER, MONITORING_OBJECT -> "ada:it";
            default -> "it";
        };
    }

    private static <
                    C extends io.sightline.engine.domain.Command,
                    E extends io.sightline.engine.domain.Event,
                    S extends Entity<C, E, S>>
            int documents(EntityKind<C, E, S> kind, int seed) {
        Chance chance = Chance.complete(seed);
        String it = nameOf(kind.kind());
        S state = kind.absent().apply(it);
        int documents = 0;
        long revision = 0;
        for (int step = 0; step < 12; step++) {
            var decision = state.decide(chance.make(kind.commands()), Instant.EPOCH);
            if (decision instanceof io.sightline.engine.domain.Decision.Accepted<E> accepted) {
                for (E event : accepted.events()) {
                    state = state.apply(event, ++revision);
                }
            }
            List<Document> made = EVERYTHING.ofState(kind.kind(), state);
            assertThat(made)
                    .allSatisfy(document -> assertThat(document.id()).isEqualTo(it))
                    .extracting(Document::kind)
                    .doesNotHaveDuplicates();
            documents += made.size();
        }
        return documents;
    }
}
