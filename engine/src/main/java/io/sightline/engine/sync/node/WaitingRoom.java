package io.sightline.engine.sync.node;

import java.util.ArrayDeque;

/** The hellos of one lane that wait for their turn, first come first served. Those that wait too long are turned away. */
final class WaitingRoom {

    private record Waiting(Opening opening, long until) {}

    private final Admission admission;
    private final long patience;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private boolean shut;

    /** @param patience how long one waits, nanoseconds */
    WaitingRoom(Admission admission, long patience) {
        this.admission = admission;
        this.patience = patience;
    }

    void enter(Opening opening, long now) {
        if (!shut && waiting.isEmpty() && admission.enter(now)) {
            opening.join();
        } else if (shut) {
            opening.turnAway();
        } else {
            waiting.addLast(new Waiting(opening, now + patience));
        }
    }

    /** Lets in as many as have their turn. */
    void tick(long now) {
        while (!waiting.isEmpty()) {
            Waiting first = waiting.getFirst();
            if (first.opening().waiting()) {
                if (shut || first.until() - now <= 0) {
                    waiting.removeFirst();
                    first.opening().turnAway();
                    continue;
                }
                if (!admission.enter(now)) {
                    break;
                }
                first.opening().join();
            }
            waiting.removeFirst();
        }
    }

    /** Lets no one in any more. */
    void shut() {
        shut = true;
    }
}
