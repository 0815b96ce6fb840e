package io.sightline.cli.town;

import java.util.List;

import io.sightline.cli.town.Person.Standing;

/** Who will be renamed, paused or terminated in the course of the file; nobody meets two of these. */
final class Fates {

    private Fates() {}

    static void deal(List<Resident> residents, Size size) {
        var some = residents.subList(size.firms(), residents.size());
        for (int i = 0; i < some.size(); i++) {
            var resident = some.get(i);
            if (i % 50 == 3) {
                resident.end(Standing.TERMINATED);
            } else if (i % 50 == 13) {
                resident.end(Standing.PAUSED);
            } else if (i % 100 == 23) {
                resident.rename();
            }
        }
    }
}
