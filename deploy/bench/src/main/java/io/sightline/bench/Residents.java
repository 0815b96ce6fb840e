package io.sightline.bench;

import java.util.ArrayList;
import java.util.List;

import io.sightline.bench.Making.Call;

/** The users of a town: most from billing, and some firms of the portal, payers of the platform and sub-users. */
final class Residents {

    private static final int LARGE_FAMILY = 100;
    private static final int SMALL_FAMILY = 2;

    private final Stage stage;
    private final Making making;
    private final int mains;
    private final int rare;
    private final List<String> mainIds = new ArrayList<>();
    private final List<String> firmIds = new ArrayList<>();
    private final List<String> payerIds = new ArrayList<>();
    private final List<String> subUserIds = new ArrayList<>();

    /**
     * @param mains users that billing makes
     * @param rare users of each other kind
     */
    Residents(Stage stage, Making making, int mains, int rare) {
        this.stage = stage;
        this.making = making;
        this.mains = mains;
        this.rare = rare;
    }

    /** How many users there will be that are nobody's sub-users. */
    int count() {
        return mains + 2 * rare;
    }

    int rare() {
        return rare;
    }

    void arrive() {
        var people = new People(3);
        List<String> requests = new ArrayList<>(mains);
        for (int i = 0; i < mains; i++) {
            requests.add(stage.request(
                    "new_entity",
                    login(i),
                    ",\"entityId\":\"%s\",\"password\":\"%s\",\"userType\":\"tariff-%d\",\"name\":\"Anna %s\",\"subscriberKind\":\"%s\""
                            .formatted(
                                    login(i),
                                    password(i),
                                    people.below(People.TARIFFS),
                                    people.part(3),
                                    i < families() ? "legal" : "individual")));
        }
        mainIds.addAll(making.timed("users by billing requests", mains, () -> stage.made(requests)));
        firmIds.addAll(making.made("B2B users", rare, i -> Call.post("/b2b-users", firm(people, i))));
        payerIds.addAll(making.made("platform users", rare, i -> Call.post("/platform-users", payer(people, i))));
        subUserIds.addAll(making.made(
                "sub-users",
                rare,
                i -> Call.post("/users/%s/sub-users".formatted(mainIds.get(family(i))), subUser(people, i))));
    }

    private static String firm(People people, int index) {
        return "{\"login\":\"firm.%06d\",\"password\":\"Firm-%06d\",\"name\":\"%s Ltd\",\"particulars\":{\"email\":\"office@f%d.example\",\"taxpayerNumber\":\"19%07d\"}}"
                .formatted(index, index, people.part(3), index, index);
    }

    private static String payer(People people, int index) {
        return "{\"email\":\"%s\",\"password\":\"Payer-%06d\",\"name\":\"Ivan %s\",\"phone\":\"+47 90 %06d\",\"preferredMap\":\"osm\"}"
                .formatted(payerMail(index), index, people.part(3), index);
    }

    private static String subUser(People people, int index) {
        return "{\"login\":\"%s\",\"password\":\"%s\",\"name\":\"Olga %s\"}"
                .formatted(subUserLogin(index), password(index), people.part(3));
    }

    /** Half of the sub-users stand under firms with a hundred each, as far as they go, the others by two. */
    private int family(int subUser) {
        int inLarge = rare / 2;
        int large = (inLarge + LARGE_FAMILY - 1) / LARGE_FAMILY;
        return subUser < inLarge ? subUser / LARGE_FAMILY : large + (subUser - inLarge) / SMALL_FAMILY;
    }

    private int families() {
        return family(rare - 1) + 1;
    }

    static String login(int main) {
        return "town.%06d".formatted(main);
    }

    static String password(int main) {
        return "Town-%06d".formatted(main);
    }

    static String subUserLogin(int index) {
        return "town.desk.%06d".formatted(index);
    }

    static String payerMail(int index) {
        return "payer.%06d@example.org".formatted(index);
    }

    /** Users from billing; the first is a firm that has a hundred of everything. */
    List<String> mains() {
        return mainIds;
    }

    List<String> firms() {
        return firmIds;
    }

    /** Users who registered on the platform; the first has a hundred of everything. */
    List<String> payers() {
        return payerIds;
    }

    String richMain() {
        return mainIds.get(0);
    }

    String richPayer() {
        return payerIds.get(0);
    }

    /** One of the first main user's. */
    String subUser() {
        return subUserIds.get(0);
    }

    String anyMain(People people) {
        return mainIds.get(people.below(mainIds.size()));
    }

    String anyFirm(People people) {
        return firmIds.get(people.below(firmIds.size()));
    }
}
