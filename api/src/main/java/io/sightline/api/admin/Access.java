package io.sightline.api.admin;

/** Who may call a route. There is no other kind and no default. */
sealed interface Access {

    /** Anyone who reaches the port; what says whether the process lives, and the way in. */
    record Anyone() implements Access {}

    /** Whoever is known, about themselves and nobody else. */
    record Known() implements Access {}

    /** Whoever has the scope: by a key, or as an administrator by a role or a permission. */
    record Holder(Scope scope) implements Access {}
}
