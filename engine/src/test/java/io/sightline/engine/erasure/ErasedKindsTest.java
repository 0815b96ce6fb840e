package io.sightline.engine.erasure;

import java.util.EnumSet;
import java.util.Set;

import io.sightline.engine.domain.Kind;
import io.sightline.engine.runtime.EntityKinds;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ErasedKindsTest {

    /** Personal, and of no user: the operator's own people, and what the operator tells many. */
    private static final Set<Kind> OF_NO_USER = EnumSet.of(Kind.STAFF, Kind.NOTIFICATION);

    @Test
    void nothingPersonalIsForgotten() {
        Set<Kind> known = EnumSet.copyOf(OF_NO_USER);
        known.addAll(Erasures.OF_THE_USER);
        known.addAll(Erasures.BELONGINGS);
        assertThat(EntityKinds.ALL)
                .filteredOn(kind -> kind.personal())
                .extracting(kind -> kind.kind())
                .as("a kind with personal data says how a user's are found")
                .allMatch(known::contains);
    }
}
