package io.sightline.api.edge;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.sightline.engine.billing.Secret;
import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/token}. */
record TokenRequest(Proof proof, Environment environment, InstallationId installation) {

    /** How the name of every installation begins in which an administrator acts for a user, and of no other. */
    static final String ACTING = "acting-";

    static final int LONGEST_LOGIN = 128;
    static final int LONGEST_PASSWORD = 256;

    private static final String INSTALLATION = "[A-Za-z0-9_-]{8,64}";
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxNameLength(64)
                    .maxNumberLength(20)
                    .maxStringLength(1_024)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The request, or nothing when a field is missing, is no text or is out of range. Unknown fields are ignored. */
    static Optional<TokenRequest> read(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            Map<String, String> texts = texts(parser);
            Proof proof = proof(texts.get("login"), texts.get("password"), texts.get("acting"));
            Environment environment = environment(texts.get("env"));
            String installation = texts.get("inst");
            if (proof == null
                    || environment == null
                    || installation == null
                    || !installation.matches(INSTALLATION)
                    || installation.startsWith(ACTING) != proof instanceof Proof.Acting) {
                return Optional.empty();
            }
            return Optional.of(new TokenRequest(proof, environment, new InstallationId(installation)));
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static @Nullable Proof proof(@Nullable String login, @Nullable String password, @Nullable String acting) {
        if (acting != null) {
            return login == null && password == null && isWithin(acting, LONGEST_PASSWORD)
                    ? new Proof.Acting(new Secret(acting))
                    : null;
        }
        return login != null
                        && password != null
                        && isWithin(login, LONGEST_LOGIN)
                        && isWithin(password, LONGEST_PASSWORD)
                ? new Proof.Password(login, new Secret(password))
                : null;
    }

    private static Map<String, String> texts(JsonParser parser) throws IOException {
        Map<String, String> texts = new HashMap<>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return texts;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                texts.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return parser.nextToken() == null ? texts : Map.of();
    }

    private static boolean isWithin(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest;
    }

    private static @Nullable Environment environment(@Nullable String word) {
        for (Environment environment : Environment.values()) {
            if (word(environment).equals(word)) {
                return environment;
            }
        }
        return null;
    }

    /** The protocol's word for an environment. */
    static String word(Environment environment) {
        return environment.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "TokenRequest[" + environment + "]";
    }
}
