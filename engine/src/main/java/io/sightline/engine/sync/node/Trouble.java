package io.sightline.engine.sync.node;

/** A source whose frames a client has refused. It ends when the client acknowledges the repair. */
final class Trouble {

    private static final int ATTEMPTS = 2;
    private static final long MINUTE = 60_000_000_000L;
    private static final int LONGEST_EXPONENT = 6;

    /** Frames up to this one were written before the last refusal was dealt with, so their refusal is the same one. */
    long dealtWithUpTo;

    /** The last frame of the repair; 0 until it is written. */
    long repairedBy;

    boolean quarantined;

    /** When a quarantined source is tried again. */
    long retryAt;

    private int refusals;
    private int quarantines;

    /** Decides what follows from one more refusal. @return NONE for quarantine */
    Subscription.Demand refused(boolean comparable, long written, long now) {
        dealtWithUpTo = written;
        repairedBy = 0;
        refusals++;
        if (refusals > ATTEMPTS) {
            quarantine(now);
            return Subscription.Demand.NONE;
        }
        return refusals == 1 && comparable ? Subscription.Demand.REBASE : Subscription.Demand.BASE;
    }

    /** Gives the source up for 1, 2, 4 … 60 minutes. */
    void quarantine(long now) {
        quarantined = true;
        retryAt = now + Math.min(60, 1L << Math.min(quarantines, LONGEST_EXPONENT)) * MINUTE;
        quarantines++;
    }

    /** Tries again: with a whole base, and then straight back into quarantine. */
    void retry() {
        quarantined = false;
        refusals = ATTEMPTS;
        repairedBy = 0;
    }
}
