package io.sightline.api.admin;

/** Who may call a route. There is no third kind and no default. */
sealed interface Access {

    /** Anyone who reaches the port; only what says whether the process lives. */
    record Anyone() implements Access {}

    /** Whoever holds a key with the scope. */
    record Holder(Scope scope) implements Access {}
}
