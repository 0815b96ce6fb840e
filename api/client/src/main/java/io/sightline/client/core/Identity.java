package io.sightline.client.core;

import java.util.regex.Pattern;

import io.sightline.client.wire.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks.
 *
 * @param inst installation id: 8 to 64 characters of {@code [A-Za-z0-9_-]}, made once and kept
 * @param app version of the application, null when it does not say
 */
public record Identity(
        Environment env, String inst, @Nullable String app) {
    private static final Pattern INSTALLATION = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    public Identity {
        if (!INSTALLATION.matcher(inst).matches()) {
            throw new IllegalArgumentException("an installation id is 8 to 64 characters of [A-Za-z0-9_-]");
        }
    }
}
