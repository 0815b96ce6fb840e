package io.sightline.bench;

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
        var making = new Making(stage);
        this.residents = new Residents(stage, making, size - 3 * rare, rare);
        this.houses = new Houses(stage, making, residents, size / 100);
        this.goods = new Goods(making, residents);
        this.office = new Office(stage, making, residents);
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

    @Override
    public void close() {
        office.close();
    }
}
