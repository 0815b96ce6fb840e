package io.sightline.bench;

import java.time.Duration;
import java.util.List;

/**
 * How large the benchmarks are.
 *
 * @param users with an account each
 * @param sessionsEach the most sessions of one user, at most 10
 * @param audiences how many sessions are online, in the order of the rows
 * @param changes measured at each audience
 * @param rounds of commands, each after one of raw writes
 * @param roundCommands in a round, a multiple of twice the users
 * @param warmUpCommands before the first round
 * @param revocations measured
 * @param missed how many changes the returning sessions have missed, in the order of the rows
 * @param flaps of one camera
 * @param imported cameras that an import attaches to one address, at most 5,000
 * @param listed users in the directory; SIGHTLINE_BENCH_LISTED in the environment says otherwise for the full size
 * @param questions of each kind that the directory is asked
 * @param town users of the node whose lists are asked for, at least 100; SIGHTLINE_BENCH_TOWN in the environment says otherwise for
 *     the full size
 * @param rows of lists that do not grow with the town, at most; the full size has some hundred in each
 * @param remembered billing requests that each paused user was sent before the soak; a state remembers 500
 * @param soak how long mixed load lasts
 */
record Scale(
        int users,
        int sessionsEach,
        List<Integer> audiences,
        int changes,
        int rounds,
        int roundCommands,
        int warmUpCommands,
        int revocations,
        List<Integer> missed,
        int flaps,
        int imported,
        int listed,
        int questions,
        int town,
        int rows,
        int remembered,
        Duration soak) {

    /** What the committed tables come from. */
    static final Scale FULL = new Scale(
            1_000,
            10,
            List.of(10_000, 5_000, 1_000),
            60,
            5,
            10_000,
            120_000,
            100,
            List.of(0, 20, 200),
            2_000,
            4_900,
            Integer.parseInt(System.getenv().getOrDefault("SIGHTLINE_BENCH_LISTED", "1000000")),
            1_000,
            Integer.parseInt(System.getenv().getOrDefault("SIGHTLINE_BENCH_TOWN", "100000")),
            1_000,
            500,
            Duration.ofMinutes(10));

    /** A minute or two in all. */
    static final Scale SHORT = new Scale(
            200,
            5,
            List.of(1_000, 200),
            15,
            2,
            4_000,
            4_000,
            20,
            List.of(0, 20),
            200,
            200,
            20_000,
            200,
            2_000,
            1_000,
            500,
            Duration.ofSeconds(20));

    /** As small as a test wants it. */
    static final Scale TINY = new Scale(
            10, 2, List.of(20, 10), 3, 1, 40, 40, 3, List.of(2), 10, 10, 2_000, 8, 100, 4, 10, Duration.ofSeconds(1));

    Scale {
        audiences = List.copyOf(audiences);
        missed = List.copyOf(missed);
        if (roundCommands % (2 * users) != 0 || warmUpCommands % (2 * users) != 0) {
            throw new IllegalArgumentException("A round pauses and resumes each user equally often");
        }
    }

    int largestAudience() {
        return users * sessionsEach;
    }
}
