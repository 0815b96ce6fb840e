package io.sightline.engine.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * The users who hold a place. Users tell it themselves, more than once and sometimes late, so the last word of one who has left
 * is remembered as well.
 *
 * @param present by user, the number of the last word
 * @param gone by user, the number of the last word
 * @param idle those of the present for whom no camera records
 * @param turned the place's revision at which it last came to have somebody to record for, or nobody; 0 as long as it had none
 */
public record Members(PMap<UserId, Long> present, PMap<UserId, Long> gone, PSet<UserId> idle, long turned) {

    public Members(PMap<UserId, Long> present, PMap<UserId, Long> gone, @Nullable PSet<UserId> idle, long turned) {
        this.present = present;
        this.gone = gone;
        this.idle = idle == null ? HashTreePSet.empty() : idle;
        this.turned = turned;
    }

    public static Members none() {
        return new Members(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePSet.empty(), 0);
    }

    public boolean isEmpty() {
        return present.isEmpty();
    }

    /** Whether cameras of the place record for anybody. */
    public boolean isWatched() {
        return present.size() > idle.size();
    }

    <E extends Event> Decision<E> decide(MemberCommand command, Function<MemberEvent, E> as) {
        if (command instanceof MemberCommand.Join join) {
            return news(join.user(), join.number(), as.apply(new MemberEvent.Joined(join.user(), join.number())));
        }
        if (command instanceof MemberCommand.Idle idler) {
            return news(idler.user(), idler.number(), as.apply(new MemberEvent.Idled(idler.user(), idler.number())));
        }
        if (command instanceof MemberCommand.Leave leave) {
            return news(leave.user(), leave.number(), as.apply(new MemberEvent.Left(leave.user(), leave.number())));
        }
        throw new AssertionError(command);
    }

    private <E extends Event> Decision<E> news(UserId user, long number, E event) {
        return lastWordOf(user) >= number ? Decision.unchanged() : Decision.accept(event);
    }

    Members apply(MemberEvent event, long revision) {
        Members next = applied(event);
        return next.isWatched() == isWatched() ? next : new Members(next.present, next.gone, next.idle, revision);
    }

    private Members applied(MemberEvent event) {
        if (event instanceof MemberEvent.Joined joined) {
            UserId user = joined.user();
            return new Members(present.plus(user, joined.number()), gone.minus(user), idle.minus(user), turned);
        }
        if (event instanceof MemberEvent.Idled idled) {
            UserId user = idled.user();
            return new Members(present.plus(user, idled.number()), gone.minus(user), idle.plus(user), turned);
        }
        if (event instanceof MemberEvent.Left left) {
            UserId user = left.user();
            return new Members(present.minus(user), gone.plus(user, left.number()), idle.minus(user), turned);
        }
        throw new AssertionError(event);
    }

    /** What the cameras of a place have to be told: whether there is anybody to record for. */
    Map<String, Obligation> watching(SourceId place, Source source) {
        if (turned == 0) {
            return Map.of();
        }
        Map<String, Obligation> duties = new HashMap<>();
        CameraCommand word = new CameraCommand.Watch(place, turned, isWatched());
        for (String key : source.entries().keySet()) {
            if (DeviceKey.isCamera(key)) {
                duties.put("watch|" + key, new Obligation(DeviceKey.camera(key).ref(), word, false));
            }
        }
        return Map.copyOf(duties);
    }

    private long lastWordOf(UserId user) {
        return Math.max(present.getOrDefault(user, 0L), gone.getOrDefault(user, 0L));
    }
}
