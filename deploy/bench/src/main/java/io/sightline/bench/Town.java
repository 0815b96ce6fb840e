package io.sightline.bench;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import io.sightline.bench.rig.Admin;

/**
 * A town of users of all kinds, with what each kind has, so that every list of the admin plane has rows. The first firm and the first
 * payer have a hundred of everything; lists of a user are asked for them.
 */
final class Town implements AutoCloseable {

    /** Of so many users one is of each rarer kind. */
    private static final int RARITY = 50;

    private final Residents residents;
    private final Houses houses;
    private final Goods goods;
    private final Office office;

    Town(Stage stage) {
        int size = stage.scale().town();
        int rare = size / RARITY;
        this.residents = new Residents(stage, size - 3 * rare, rare);
        this.houses = new Houses(stage, residents, size / 100);
        this.goods = new Goods(stage, residents);
        this.office = new Office(stage, residents);
    }

    Residents residents() {
        return residents;
    }

    Houses houses() {
        return houses;
    }

    Goods goods() {
        return goods;
    }

    Office office() {
        return office;
    }

    /** Makes the town. */
    void settle() {
        residents.arrive();
        houses.build();
        goods.buy();
        office.open();
    }

    /** Says what is made and, when it is, how many a second. */
    static <T> T timed(Stage stage, String what, int count, Supplier<T> making) {
        stage.say("P8: making %,d %s".formatted(count, what));
        long began = System.nanoTime();
        T made = making.get();
        double seconds = (double) (System.nanoTime() - began) / TimeUnit.SECONDS.toNanos(1);
        stage.say(String.format(Locale.ROOT, "P8: made in %.1f s, %,.0f a second", seconds, count / seconds));
        return made;
    }

    /** Makes so many of something, each by one call. */
    static void all(Stage stage, String what, int count, IntFunction<Sent> call) {
        Admin admin = stage.rig().admin();
        timed(
                stage,
                what,
                count,
                () -> stage.calls(count, i -> {
                    Sent each = call.apply(i);
                    return admin.callAsync(each.method(), each.path(), each.body());
                }));
    }

    /** One call of the admin plane. */
    record Sent(String method, String path, String body) {

        static Sent put(String path, String body) {
            return new Sent("PUT", path, body);
        }

        static Sent post(String path, String body) {
            return new Sent("POST", path, body);
        }
    }

    @Override
    public void close() {
        office.close();
    }
}
