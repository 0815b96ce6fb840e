package io.sightline.cli.town;

/**
 * How large a town is, at the end of its file: what the file creates and takes away again is not counted.
 *
 * @param addresses nodes of the address tree, at least 8
 * @param cameras at least 4 for each leaf of the tree
 * @param intercoms at least one for each leaf
 * @param users of billing with their sub-users, of every standing, at least 60
 */
public record Size(int addresses, int cameras, int intercoms, int users) {

    /** The town of the demo. */
    public static final Size TOWN = new Size(40, 600, 150, 2_000);

    /** A town for a quick test. */
    public static final Size HAMLET = new Size(8, 40, 10, 60);

    public Size {
        if (addresses < 8 || users < 60) {
            throw new IllegalArgumentException("A town has at least 8 addresses and 60 users");
        }
        int leaves = addresses - 1 - districts(addresses) - streets(addresses);
        if (cameras < 4 * leaves || intercoms < leaves) {
            throw new IllegalArgumentException("A town of %d addresses has at least %d cameras and %d intercoms"
                    .formatted(addresses, 4 * leaves, leaves));
        }
    }

    int districts() {
        return districts(addresses);
    }

    int streets() {
        return streets(addresses);
    }

    int buildings() {
        return addresses - 1 - districts() - streets();
    }

    /** Legal entities; each owns five sub-users. */
    int firms() {
        return Math.max(2, users / 100);
    }

    /** Firms that came through the portal; they and the payers are not counted among the users. */
    int offices() {
        return Math.max(6, users / 150);
    }

    /** People who pay for devices of their own. */
    int payers() {
        return Math.max(5, users / 100);
    }

    int subUsers() {
        return 5 * firms();
    }

    /** Main users who live in the town; the town hall is one more. */
    int residents() {
        return users - 1 - subUsers();
    }

    private static int districts(int addresses) {
        return Math.max(1, addresses / 13);
    }

    private static int streets(int addresses) {
        return Math.max(1, addresses / 5);
    }
}
