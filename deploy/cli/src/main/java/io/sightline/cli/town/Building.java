package io.sightline.cli.town;

import java.util.List;

/**
 * A leaf of the address tree.
 *
 * @param csa the operator's code
 * @param name as people read it
 * @param folders the keys of its private folders
 */
record Building(String csa, String name, List<String> folders) {

    /** The id that the address has because billing created it. */
    String addressId() {
        return Town.addressId(csa);
    }

    String folderId(String key) {
        return "fld." + csa + "." + key;
    }
}
