package io.sightline.cli.town;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A town of one seed: the same seed and size give the same lines on every machine.
 *
 * <p>Each line is a JSON object of one of two kinds. One with {@code type} is a billing request. One with {@code method},
 * {@code path} and {@code body} is an administrator's call for what billing does not know, in which {@code {user:LOGIN}}
 * stands for the id of that user and {@code {made:NAME}} for the id that an earlier call with {@code as} was answered with. The order of the lines is the order in which they have to be sent; repeating them all
 * changes nothing.
 *
 * @param directory what the operator's directory of address codes has to say, a JSON object a line
 * @param addressIds all addresses of the finished tree
 * @param cameraIds all cameras that hang somewhere in the end
 * @param people everybody, in the order of creation
 * @param outcomes how many billing requests end how when the store was empty
 */
public record Town(
        Size size,
        List<String> lines,
        List<String> directory,
        List<String> addressIds,
        List<String> cameraIds,
        List<String> intercomIds,
        List<Person> people,
        Map<Expected, Integer> outcomes) {

    /** The seed of the demo's town. */
    public static final long SEED = 7;

    public Town {
        lines = List.copyOf(lines);
        directory = List.copyOf(directory);
        addressIds = List.copyOf(addressIds);
        cameraIds = List.copyOf(cameraIds);
        intercomIds = List.copyOf(intercomIds);
        people = List.copyOf(people);
        outcomes = Map.copyOf(outcomes);
    }

    public static Town of(long seed, Size size) {
        return new TownBuilder(seed, size).build();
    }

    /** A resident of the town to look at closely: signed in at once, at an address with cameras, with a folder. */
    public Person guide() {
        return people.stream()
                .filter(person -> person.active() && person.home() != null && person.folder() != null)
                .findFirst()
                .orElseThrow();
    }

    public void write(Path file) throws IOException {
        Files.write(file, lines);
    }

    /** The id of an address that billing made. */
    public static String addressId(String csa) {
        return "csa." + csa;
    }

    /** The id of a camera that billing made of the device with this MAC address. */
    public static String cameraId(String mac) {
        return "cam." + mac.replace(":", "").toLowerCase(Locale.ROOT);
    }
}
