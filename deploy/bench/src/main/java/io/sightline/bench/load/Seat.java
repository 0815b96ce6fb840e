package io.sightline.bench.load;

/**
 * One installation of one user, with the token it signs in with.
 *
 * @param token a secret, never shown
 */
public record Seat(String user, String installation, String token) {

    @Override
    public String toString() {
        return "Seat[" + user + " " + installation + "]";
    }
}
