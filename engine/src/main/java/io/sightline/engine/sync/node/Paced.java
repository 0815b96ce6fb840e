package io.sightline.engine.sync.node;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** Things to do, so many each second. One that comes to an empty queue waits for its share of a second. */
final class Paced<T> {

    private final ArrayDeque<T> queue = new ArrayDeque<>();
    private int perSecond;
    private double credit;

    void perSecond(int rate) {
        perSecond = rate;
    }

    void add(T one) {
        queue.addLast(one);
    }

    /** Does as many as the time that has passed allows. */
    void advance(double seconds, Consumer<T> action) {
        credit = queue.isEmpty() ? 0 : credit + perSecond * seconds;
        while (credit >= 1 && !queue.isEmpty()) {
            action.accept(queue.removeFirst());
            credit--;
        }
    }
}
