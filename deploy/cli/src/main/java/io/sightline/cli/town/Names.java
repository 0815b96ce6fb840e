package io.sightline.cli.town;

import java.util.List;
import java.util.Random;

/** Invented names for invented people and places. */
final class Names {

    static final String CITY = "Ashford Bay";

    private static final List<String> DISTRICTS =
            List.of("Harbour", "Old Town", "Hillside", "Riverbank", "Orchards", "Station", "Meadows", "Quarry");
    private static final List<String> STREETS = List.of(
            "Mill Street",
            "Lighthouse Lane",
            "Cooper Row",
            "Granary Street",
            "Linden Avenue",
            "Chapel Hill",
            "Ropewalk",
            "Kiln Road",
            "Orchard Way",
            "Ferry Street",
            "Willow Court",
            "Market Row");
    private static final List<String> GIVEN = List.of(
            "Anna", "Boris", "Clara", "David", "Elena", "Felix", "Greta", "Hugo", "Irina", "Jonas", "Kira", "Leon",
            "Mara", "Nils", "Olga", "Pavel", "Rosa", "Simon", "Tamara", "Viktor");
    private static final List<String> FAMILY = List.of(
            "Stone", "Fisher", "Koval", "Lindt", "Marsh", "Novak", "Orlov", "Porter", "Quist", "Ridley", "Sand",
            "Thorn", "Ulman", "Vance", "Weber", "Young", "Zeller", "Brandt", "Carver", "Dorn");
    private static final List<String> TRADES =
            List.of("Bakery", "Garage", "Clinic", "Hotel", "Joinery", "Pharmacy", "Print Shop");
    private static final List<String> VIEWS = List.of(
            "gate",
            "yard",
            "entrance",
            "parking",
            "stairwell",
            "lift",
            "roof",
            "back door",
            "bicycle room",
            "playground");

    private final Random random;

    Names(Random random) {
        this.random = random;
    }

    static String district(int index) {
        return numbered(DISTRICTS, index);
    }

    static String street(int index) {
        return numbered(STREETS, index);
    }

    String person() {
        return pick(GIVEN) + " " + pick(FAMILY);
    }

    String firm() {
        return pick(FAMILY) + " " + pick(TRADES);
    }

    String view() {
        return pick(VIEWS);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String numbered(List<String> from, int index) {
        var name = from.get(index % from.size());
        return index < from.size() ? name : name + " " + (index / from.size() + 1);
    }
}
