package io.sightline.engine.domain;

import java.util.HashMap;
import java.util.Map;

/**
 * Which of a user's sign-ins are void. A sign-in has a number; it is good as long as none higher is asked for, of everybody or of
 * its installation.
 *
 * @param credentials the number that is asked for of every sign-in
 * @param ended the higher numbers that are asked for of installations the user has ended
 */
public record SignIns(long credentials, Map<InstallationId, Long> ended) {

    public SignIns {
        ended = Map.copyOf(ended);
    }

    /** The number of an installation that signs in now, and the least that one which has signed in must have. */
    public long number(InstallationId installation) {
        return Math.max(credentials, ended.getOrDefault(installation, 0L));
    }

    /** After something that makes every earlier sign-in void. */
    SignIns allVoid() {
        long highest = ended.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return new SignIns(Math.max(credentials, highest) + 1, Map.of());
    }

    /** After the end of one installation; past the limit of those that are remembered everybody signs in anew. */
    SignIns without(InstallationId installation) {
        if (!ended.containsKey(installation) && ended.size() >= Limits.ENDED_INSTALLATIONS) {
            return allVoid();
        }
        Map<InstallationId, Long> all = new HashMap<>(ended);
        all.put(installation, number(installation) + 1);
        return new SignIns(credentials, all);
    }
}
