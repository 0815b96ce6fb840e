package io.sightline.bench;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import io.sightline.bench.rig.Admin;

/** Makes what a town has by calls of the admin plane, and says how many a second. */
final class Making {

    private final Stage stage;
    private final Admin admin;

    Making(Stage stage) {
        this.stage = stage;
        this.admin = stage.rig().admin();
    }

    /** How many rows a list gets that does not grow with the town: these, unless the benchmark is a small one. */
    int rows(int wanted) {
        return Math.min(wanted, stage.scale().rows());
    }

    /** Says what is made and, when it is, how many a second. */
    <T> T timed(String what, int count, Supplier<T> making) {
        stage.say("P8: making %,d %s".formatted(count, what));
        long began = System.nanoTime();
        T made = making.get();
        double seconds = (double) (System.nanoTime() - began) / TimeUnit.SECONDS.toNanos(1);
        stage.say(String.format(Locale.ROOT, "P8: made in %.1f s, %,.0f a second", seconds, count / seconds));
        return made;
    }

    /** Makes so many of something, each by one call. */
    void all(String what, int count, IntFunction<Call> call) {
        timed(
                what,
                count,
                () -> stage.calls(count, i -> {
                    Call each = call.apply(i);
                    return admin.callAsync(each.method(), each.path(), each.body());
                }));
    }

    /** Makes so many of something, each by one POST, and returns their ids in that order. */
    List<String> made(String what, int count, IntFunction<Call> call) {
        return timed(
                what,
                count,
                () -> stage.calls(count, i -> {
                    Call each = call.apply(i);
                    return admin.make(each.path(), each.body());
                }));
    }

    /** One call of the admin plane. */
    record Call(String method, String path, String body) {

        static Call put(String path, String body) {
            return new Call("PUT", path, body);
        }

        static Call post(String path, String body) {
            return new Call("POST", path, body);
        }
    }
}
