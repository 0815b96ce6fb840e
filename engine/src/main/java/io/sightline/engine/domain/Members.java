package io.sightline.engine.domain;

import java.util.function.Function;

import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The users who hold a place. Users tell it themselves, more than once and sometimes late, so the last word of one who has left
 * is remembered as well.
 *
 * @param present by user, the number of the last word
 * @param gone by user, the number of the last word
 */
public record Members(PMap<UserId, Long> present, PMap<UserId, Long> gone) {

    public static Members none() {
        return new Members(HashTreePMap.empty(), HashTreePMap.empty());
    }

    public boolean isEmpty() {
        return present.isEmpty();
    }

    <E extends Event> Decision<E> decide(MemberCommand command, Function<MemberEvent, E> as) {
        if (command instanceof MemberCommand.Join join) {
            return lastWordOf(join.user()) >= join.number()
                    ? Decision.unchanged()
                    : Decision.accept(as.apply(new MemberEvent.Joined(join.user(), join.number())));
        }
        if (command instanceof MemberCommand.Leave leave) {
            return lastWordOf(leave.user()) >= leave.number()
                    ? Decision.unchanged()
                    : Decision.accept(as.apply(new MemberEvent.Left(leave.user(), leave.number())));
        }
        throw new AssertionError(command);
    }

    Members apply(MemberEvent event) {
        if (event instanceof MemberEvent.Joined joined) {
            return new Members(present.plus(joined.user(), joined.number()), gone.minus(joined.user()));
        }
        if (event instanceof MemberEvent.Left left) {
            return new Members(present.minus(left.user()), gone.plus(left.user(), left.number()));
        }
        throw new AssertionError(event);
    }

    private long lastWordOf(UserId user) {
        return Math.max(present.getOrDefault(user, 0L), gone.getOrDefault(user, 0L));
    }
}
