package io.sightline.engine.domain;

import java.util.List;

/**
 * What a synchronisation found at one installation.
 *
 * @param repaired the device keys that differed and were put right; at most 100, {@code differing} counts them all
 */
public record OperationResult(
        UserId user,
        Environment environment,
        InstallationId installation,
        Finding finding,
        List<String> repaired,
        int differing) {

    static final int REPAIRED_NAMED = 100;

    /** What was found. */
    public enum Finding {
        IN_STEP,
        REPAIRED,
        /** It could not be put right; part of what it shows is not to be trusted until a later try. */
        QUARANTINED,
        /** Away; it is verified when it returns. */
        UNREACHABLE
    }

    public OperationResult {
        repaired = List.copyOf(repaired);
    }

    public static OperationResult inStep(UserId user, Environment environment, InstallationId installation) {
        return new OperationResult(user, environment, installation, Finding.IN_STEP, List.of(), 0);
    }

    public static OperationResult unreachable(UserId user, Environment environment, InstallationId installation) {
        return new OperationResult(user, environment, installation, Finding.UNREACHABLE, List.of(), 0);
    }

    /** Names as many of what differed as there is room for. */
    public static OperationResult repaired(
            UserId user, Environment environment, InstallationId installation, List<String> differed) {
        return differing(user, environment, installation, Finding.REPAIRED, differed);
    }

    /** As {@link #repaired}. */
    public static OperationResult quarantined(
            UserId user, Environment environment, InstallationId installation, List<String> differed) {
        return differing(user, environment, installation, Finding.QUARANTINED, differed);
    }

    private static OperationResult differing(
            UserId user, Environment environment, InstallationId installation, Finding finding, List<String> differed) {
        List<String> named = differed.subList(0, Math.min(differed.size(), REPAIRED_NAMED));
        return new OperationResult(user, environment, installation, finding, named, differed.size());
    }
}
