package io.sightline.bench;

import io.sightline.bench.Making.Call;

/** The houses of a town with their cameras, intercoms and private folders, and who may see them. */
final class Houses {

    private static final String ROOT = "town.root";
    private static final int CAMERAS = 2;
    private static final int USERS_A_GRANT = 50;
    /** What the first firm has; a user may have 254 places. */
    private static final int RICH = 200;

    private static final int FLATS = 100;

    private final Stage stage;
    private final Making making;
    private final Residents residents;
    private final int count;

    Houses(Stage stage, Making making, Residents residents, int count) {
        this.stage = stage;
        this.making = making;
        this.residents = residents;
        this.count = Math.max(count, CAMERAS);
    }

    void build() {
        var people = new People(4);
        stage.rig().admin().call("PUT", "/addresses/" + ROOT, "{\"name\":\"The town\"}");
        making.all(
                "addresses",
                count,
                i -> Call.put(
                        "/addresses/" + address(i),
                        "{\"name\":\"%s %d\",\"parentId\":\"%s\"}".formatted(people.part(2), i, ROOT)));
        making.all(
                "private folders",
                count,
                i -> Call.put(
                        "/folders/" + folder(i), "{\"addressId\":\"%s\",\"key\":\"yard\"}".formatted(address(i))));
        making.all(
                "cameras",
                cameras(),
                i -> Call.put(
                        "/cameras/" + camera(i),
                        "{\"name\":\"%s %d\",\"archiveDays\":14}".formatted(people.part(2), i)));
        making.all(
                "places of cameras",
                cameras(),
                i -> Call.put("/cameras/%s/places/%s".formatted(camera(i), place(i)), "{}"));
        making.all(
                "intercoms",
                count,
                i -> Call.put(
                        "/intercoms/town.i" + i,
                        "{\"name\":\"%s %d\",\"addressId\":\"%s\",\"flatFrom\":1,\"flatTo\":%d}"
                                .formatted(people.part(2), i, address(i), FLATS)));
        grants();
    }

    private void grants() {
        int rich = Math.min(RICH, count);
        String first = residents.richMain();
        making.all("places of one user", rich, i -> grant(first, "addresses/" + address(i)));
        making.all(
                "intercoms of one user",
                Math.min(FLATS, count),
                i -> Call.put("/intercoms/town.i%d/flats/1/users/%s".formatted(i, first), "{}"));
        making.all(
                "rights to houses",
                holders(),
                i -> grant(holder(i), "addresses/" + address(i % 2 == 0 ? 0 : i % count)));
        making.all(
                "rights to private folders",
                holders(),
                i -> grant(holder(i), "folders/" + folder(i % 2 == 0 ? 0 : i % count)));
        making.all(
                "people behind intercoms",
                holders(),
                i -> Call.put(
                        "/intercoms/town.i%d/flats/%d/users/%s"
                                .formatted(i % count, 2 + i / count % (FLATS - 1), holder(i)),
                        "{}"));
    }

    private static Call grant(String user, String place) {
        return Call.put("/users/%s/%s".formatted(user, place), "{\"status\":\"active\"}");
    }

    /** Every fiftieth user of billing has a right; half of them to the first house. */
    private int holders() {
        return residents.mains().size() / USERS_A_GRANT;
    }

    private String holder(int index) {
        return residents.mains().get(1 + index * USERS_A_GRANT);
    }

    private int cameras() {
        return count * (CAMERAS + 1);
    }

    /** Two of a house are for all who have it, the third hangs in its folder. */
    private static String place(int camera) {
        int house = camera / (CAMERAS + 1);
        return camera % (CAMERAS + 1) < CAMERAS ? "A:" + address(house) : "F:" + folder(house);
    }

    static String camera(int number) {
        return "town.c" + number;
    }

    private static String address(int number) {
        return "town.a" + number;
    }

    private static String folder(int number) {
        return "town.f" + number;
    }

    String root() {
        return ROOT;
    }

    /** The house of half of those who have one. */
    String largest() {
        return address(0);
    }

    String largestFolder() {
        return folder(0);
    }

    String anyAddress(People people) {
        return address(people.below(count));
    }

    String anyFolder(People people) {
        return folder(people.below(count));
    }

    String anyHolder(People people) {
        return holder(people.below(holders()));
    }
}
