package io.sightline.engine.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who works with the admin plane.
 *
 * @param passwordHash argon2id as PHC text
 * @param passwordSetAt when the password was last set, by whomever
 * @param mustChange whether a new password has to be set before anything else may be done
 * @param createdBy null when made by a key, by command or at the first start, and when whoever made them is gone
 * @param superior whose subordinate it is: at first whoever made them; when that one goes, that one's superior
 * @param credentials counted up by whatever ends all sessions: another password, a reset, being disabled
 * @param revision the staff's revision at which it was last changed
 */
public record Administrator(
        AdministratorId id,
        Particulars particulars,
        String passwordHash,
        Instant passwordSetAt,
        boolean mustChange,
        boolean enabled,
        @Nullable AdministratorId createdBy,
        @Nullable AdministratorId superior,
        Instant createdAt,
        long credentials,
        long revision) {

    /**
     * What is said of an administrator.
     *
     * @param login by which the administrator is found who signs in; the text is for people
     * @param passwordLifetimeDays after so many days a new password is needed; null for never
     */
    public record Particulars(
            Personal name,
            LoginId login,
            Personal loginText,
            @Nullable Integer passwordLifetimeDays,
            Rights rights) {

        private static final int LONGEST_LIFETIME = 3_650;

        /** The part that is out of range, or nothing. */
        Optional<String> fault() {
            if (name.text().isBlank() || name.text().length() > Limits.NAME) {
                return Optional.of("name");
            }
            if (loginText.text().isBlank() || loginText.text().length() > Limits.LOGIN) {
                return Optional.of("login");
            }
            if (passwordLifetimeDays != null && (passwordLifetimeDays < 1 || passwordLifetimeDays > LONGEST_LIFETIME)) {
                return Optional.of("passwordLifetimeDays");
            }
            return rights.fit() ? Optional.empty() : Optional.of("rights");
        }
    }

    /** Whether nothing may be done at a time but set a new password. */
    public boolean needsPassword(Instant now) {
        Integer days = particulars.passwordLifetimeDays();
        return mustChange || (days != null && !now.isBefore(passwordSetAt.plus(Duration.ofDays(days))));
    }

    Administrator saying(Particulars other, long at) {
        return new Administrator(
                id,
                other,
                passwordHash,
                passwordSetAt,
                mustChange,
                enabled,
                createdBy,
                superior,
                createdAt,
                credentials,
                at);
    }

    Administrator withPassword(String hash, boolean change, Instant setAt, long at) {
        return new Administrator(
                id, particulars, hash, setAt, change, enabled, createdBy, superior, createdAt, credentials + 1, at);
    }

    Administrator enabled(boolean other, long at) {
        return new Administrator(
                id,
                particulars,
                passwordHash,
                passwordSetAt,
                mustChange,
                other,
                createdBy,
                superior,
                createdAt,
                other ? credentials : credentials + 1,
                at);
    }

    /** As it is when somebody else is gone. */
    Administrator without(Administrator gone) {
        if (!gone.id.equals(superior) && !gone.id.equals(createdBy)) {
            return this;
        }
        return new Administrator(
                id,
                particulars,
                passwordHash,
                passwordSetAt,
                mustChange,
                enabled,
                gone.id.equals(createdBy) ? null : createdBy,
                gone.id.equals(superior) ? gone.superior : superior,
                createdAt,
                credentials,
                revision);
    }
}
