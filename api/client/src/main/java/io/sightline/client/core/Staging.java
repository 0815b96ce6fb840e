package io.sightline.client.core;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import io.sightline.client.core.Holdings.Outcome;
import io.sightline.client.wire.Entry;
import io.sightline.client.wire.Limits;
import io.sightline.client.wire.ServerMessage.Base;

/** A base in the making. A broken one swallows chunks until the next first one. */
final class Staging {

    private final String epoch;
    private final long rev;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private int next;
    private boolean broken;

    Staging(Base base) {
        epoch = base.e();
        rev = base.rev();
    }

    /** Takes the next chunk. @return {@link Outcome#APPLIED} when the base is whole */
    Outcome add(Base chunk) {
        if (broken) {
            return Outcome.DROPPED;
        }
        if (chunk.i() != next || chunk.rev() != rev || !chunk.e().equals(epoch)) {
            return fail(Outcome.BASE_MISMATCH);
        }
        if (!chunk.put().stream().allMatch(Entry::intact)) {
            return fail(Outcome.BAD_HASH);
        }
        next++;
        for (var entry : chunk.put()) {
            entries.put(entry.k(), entry);
        }
        if (entries.size() > Limits.ENTRIES_PER_SOURCE) {
            return fail(Outcome.TOO_LARGE);
        }
        return chunk.last() ? Outcome.APPLIED : Outcome.STAGED;
    }

    private Outcome fail(Outcome why) {
        broken = true;
        entries.clear();
        return why;
    }

    Collection<Entry> entries() {
        return entries.values();
    }
}
