package io.sightline.engine.sync.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.wire.Frame;
import io.sightline.engine.sync.wire.FrameEncoder;
import org.jspecify.annotations.Nullable;

/**
 * What a client must be told to go by another manifest.
 *
 * @param prev the revision it goes by now, -1 for none
 * @param full whether it lets go of everything that the first frame does not list
 * @param gone the sources that are lost, with the numbers of their grants
 */
record ManifestStep(Manifest to, long prev, boolean full, List<Grant> add, SortedMap<SourceId, Long> gone) {

    /** How many grants one frame lists; at most 160 bytes each. */
    private static final int GRANTS_A_FRAME = 400;

    /** @param before what it was told last, or null for nothing */
    static ManifestStep between(@Nullable Manifest before, Manifest to) {
        boolean full = before == null
                || !before.epoch().equals(to.epoch())
                || before.status() == Manifest.Status.ENDED
                || before.rev() > to.rev();
        List<Grant> add = new ArrayList<>();
        TreeMap<SourceId, Long> gone = new TreeMap<>();
        for (Grant grant : to.grants().values()) {
            if (full || before == null || !grant.equals(before.grants().get(grant.source()))) {
                add.add(grant);
            }
        }
        if (!full && before != null) {
            for (Grant grant : before.grants().values()) {
                if (!to.grants().containsKey(grant.source())) {
                    gone.put(grant.source(), grant.number());
                }
            }
        }
        return new ManifestStep(to, before == null ? -1 : before.rev(), full, add, gone);
    }

    List<Frame> frames(FrameEncoder encoder) {
        List<Frame> frames = new ArrayList<>(1);
        List<Grant> first = add.subList(0, Math.min(GRANTS_A_FRAME, add.size()));
        frames.add(encoder.manifest(to, Math.max(prev, 0), first, gone, full));
        for (int from = GRANTS_A_FRAME; from < add.size(); from += GRANTS_A_FRAME) {
            List<Grant> more = add.subList(from, Math.min(from + GRANTS_A_FRAME, add.size()));
            frames.add(encoder.manifest(to, to.rev(), more, Map.of(), false));
        }
        return frames;
    }

    /** The grants whose sources the client lets go of with the first frame, for only a later one lists them. */
    List<Grant> letGo() {
        return full && add.size() > GRANTS_A_FRAME ? add.subList(GRANTS_A_FRAME, add.size()) : List.of();
    }
}
