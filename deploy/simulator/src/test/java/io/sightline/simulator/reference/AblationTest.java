package io.sightline.simulator.reference;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Leaves out one mechanism at a time, in random schedules, and sees the model fail; with all of them it never does. */
class AblationTest {

    private static final int SCHEDULES = 1_000;
    private static final int SCHEDULES_UNTIL_FOUND = 20_000;
    private static final int STEPS = 120;
    private static final List<String> SOURCES = List.of("A", "B", "C");

    private static final Map<Mechanism, Fault> EXPECTED = new EnumMap<>(Map.of(
            Mechanism.MANIFEST, Fault.DIVERGED,
            Mechanism.GRANT_NUMBER, Fault.DIVERGED,
            Mechanism.EPOCH, Fault.DIVERGED,
            Mechanism.PREDECESSOR, Fault.DIVERGED,
            Mechanism.HEARTBEAT, Fault.DIVERGED,
            Mechanism.FENCE, Fault.SENT_AFTER_ACKNOWLEDGEMENT,
            Mechanism.HORIZON, Fault.DIVERGED,
            Mechanism.MAP_PER_SOURCE, Fault.DIVERGED,
            Mechanism.LOOKED_UP_WHEN_SENT, Fault.SENT_AFTER_ACKNOWLEDGEMENT));

    /** One schedule. Everything follows from the seed. */
    private static final class Run {
        private final Random random;
        private final Model model;
        private long numbers;

        Run(Set<Mechanism> with, long seed) {
            random = new Random(seed);
            model = new Model(with, random);
            SOURCES.forEach(id -> model.source(id, Listing.empty("e" + ++numbers)));
        }

        Set<Fault> faults() {
            model.connect();
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(3) == 0) {
                    command();
                } else {
                    model.trouble();
                }
            }
            return model.quiesce();
        }

        private void command() {
            String id = SOURCES.get(random.nextInt(SOURCES.size()));
            String key = "d" + random.nextInt(5);
            var source = model.source(id);
            int kind = random.nextInt(64);
            if (kind < 24) {
                model.source(id, source.put(key));
            } else if (kind < 40) {
                model.source(id, source.entries().containsKey(key) ? source.remove(key) : source);
            } else if (kind < 51) {
                var grants = new TreeMap<>(model.grants());
                grants.put(id, new Grant(++numbers, random.nextBoolean() ? Set.of() : Set.of("d0", "d1")));
                model.grants(grants);
            } else if (kind < 58) {
                var grants = new TreeMap<>(model.grants());
                grants.remove(id);
                model.grants(grants);
            } else if (kind < 60) {
                model.source(id, Listing.empty("e" + ++numbers).put(key));
            } else {
                model.source(id, source.forget());
            }
        }
    }

    @Test
    void withAllMechanismsNothingGoesWrong() {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            assertThat(new Run(EnumSet.allOf(Mechanism.class), seed).faults())
                    .as("seed %s", seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutOneOfThemItFails(Mechanism left) {
        var without = EnumSet.complementOf(EnumSet.of(left));
        long seed = 1;
        while (!new Run(without, seed).faults().contains(EXPECTED.get(left))) {
            assertThat(++seed).as("schedules without a fault").isLessThanOrEqualTo(SCHEDULES_UNTIL_FOUND);
        }
    }
}
