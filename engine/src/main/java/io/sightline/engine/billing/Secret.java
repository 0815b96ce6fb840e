package io.sightline.engine.billing;

/** A password in the clear, between the wire and its hash. It is never kept and never prints itself. */
public record Secret(String text) {

    @Override
    public String toString() {
        return "***";
    }
}
