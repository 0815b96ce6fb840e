package io.sightline.engine.billing;

/** An argon2id hash as PHC text. Does not print itself, because a hash is enough to guess at a password. */
public record PasswordHash(String phc) {

    @Override
    public String toString() {
        return "***";
    }
}
