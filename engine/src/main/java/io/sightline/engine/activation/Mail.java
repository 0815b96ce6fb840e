package io.sightline.engine.activation;

import io.sightline.engine.domain.Personal;

/** One message of plain text to one address. It does not print what it says nor to whom. */
public record Mail(Personal to, String subject, String text) {

    @Override
    public String toString() {
        return "Mail[***]";
    }
}
