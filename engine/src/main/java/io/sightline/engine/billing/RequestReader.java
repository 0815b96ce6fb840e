package io.sightline.engine.billing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Order;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.RequestId;
import io.sightline.engine.domain.RequestType;
import org.jspecify.annotations.Nullable;

/**
 * Reads billing requests strictly: every field has a type, a length and a range, and a field nobody knows is refused. After it
 * a password exists as a hash alone. Thread-safe.
 */
public final class RequestReader {

    /** The largest request in bytes. */
    public static final int MAX_BYTES = StrictJson.MAX_BYTES;

    /**
     * How far ahead of our clock a request may say it happened. One dated years ahead would supersede everything that its login
     * is ever sent.
     */
    public static final Duration AHEAD = Duration.ofDays(1);

    /** What was found. */
    public sealed interface Reading {

        record Sound(BillingRequest request) implements Reading {}

        /** At most 32 errors. */
        record Faulty(List<FieldError> errors) implements Reading {
            public Faulty {
                errors = List.copyOf(errors);
            }
        }
    }

    /** A document whose password, if its type has one, still has to be hashed. */
    private record Envelope(ObjectNode document, @Nullable RequestType type, String fingerprint) {}

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern SECRET_NAME =
            Pattern.compile(".*(pass|pwd|secret|token|credential).*", Pattern.CASE_INSENSITIVE);
    private static final TextNode STRUCK_OUT = TextNode.valueOf("***");

    /** A type may be sent with or without the prefix {@code billing.}; both are one type. */
    private static final Map<String, RequestType> TYPES = Arrays.stream(RequestType.values())
            .flatMap(type -> Stream.of(Map.entry(type.code(), type), Map.entry(bare(type), type)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final BillingKeys keys;
    private final Passwords passwords;
    private final InstantSource clock;

    public RequestReader(BillingKeys keys, Passwords passwords, InstantSource clock) {
        this.keys = keys;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Reads one request as it was sent. Requests without a password are read before this returns.
     *
     * @param bytes one JSON object in UTF-8
     * @return fails with {@link PasswordsBusyException} when its password cannot be hashed for now
     */
    public CompletionStage<Reading> read(byte[] bytes) {
        ObjectNode sent;
        try {
            sent = StrictJson.read(bytes);
        } catch (StrictJson.Fault fault) {
            return CompletableFuture.completedStage(new Reading.Faulty(List.of(fault.error())));
        }
        String fingerprint = keys.fingerprint(StrictJson.write(sent));
        if (isAbsent(sent.get("requestId"))) {
            // A sender that gives no id gets one that its next attempt gets as well.
            sent.put("requestId", "gen." + fingerprint);
        }
        Fields fields = new Fields(sent);
        String code = fields.text("type", 64);
        if (!fields.errors().isEmpty()) {
            return faulty(fields);
        }
        RequestType type = TYPES.get(code);
        if (type != null && !type.isSent()) {
            fields.wrong("type", FieldError.Code.NOT_ACCEPTED, "This type is recorded and never sent", "");
            return faulty(fields);
        }
        Envelope envelope = new Envelope(sent, type, fingerprint);
        return type == null ? CompletableFuture.completedStage(unknown(envelope, code)) : known(envelope, type);
    }

    private CompletionStage<Reading> known(Envelope envelope, RequestType type) {
        Reading reading = typed(envelope, type, clock.instant().plus(AHEAD), false);
        if (reading instanceof Reading.Faulty || !BodyReader.hasPassword(type)) {
            return CompletableFuture.completedStage(reading);
        }
        ObjectNode document = envelope.document();
        Secret password = new Secret(document.remove(BodyReader.PASSWORD).textValue());
        return passwords.hash(password).thenApply(hash -> {
            document.put(BodyReader.PASSWORD_HASH, hash.phc());
            return typed(envelope, type, Instant.MAX, true);
        });
    }

    private static Reading typed(Envelope envelope, RequestType type, Instant latest, boolean kept) {
        ObjectNode document = envelope.document();
        Fields fields = new Fields(document);
        fields.take("type");
        String id = fields.text("requestId", 64);
        if (!ID.matcher(id).matches()) {
            id = fields.wrong("requestId", FieldError.Code.FORMAT, "An id has letters, digits and . _ : -", "-");
        }
        Personal login = fields.optionalPersonal("login", Limits.LOGIN);
        if (login == null && isPersonal(type)) {
            fields.missing("login", "");
        }
        Order order =
                new Order(fields.optionalWhole("version", 0, Long.MAX_VALUE), fields.moment("occurredAt", latest));
        String system = fields.optionalText("system", 64);
        if (fields.take("logExtra") != null) {
            document.set("logExtra", redacted(document.get("logExtra")));
        }
        Body body = new BodyReader(fields, kept).read(type);
        fields.finish();
        if (!fields.errors().isEmpty()) {
            return new Reading.Faulty(fields.errors());
        }
        return new Reading.Sound(new BillingRequest(
                new RequestId(id), type, login, order, system, body, envelope.fingerprint(), text(document)));
    }

    /** A request of a type nobody knows is never refused; what can be made out of its envelope is. */
    private Reading unknown(Envelope envelope, String code) {
        ObjectNode document = (ObjectNode) redacted(envelope.document());
        Fields fields = new Fields(document);
        String id = fields.text("requestId", 64);
        if (!ID.matcher(id).matches()) {
            id = "gen." + envelope.fingerprint();
        }
        Personal login = fields.optionalPersonal("login", Limits.LOGIN);
        boolean unreadable = login != null && login.text().isEmpty();
        Instant occurredAt = fields.moment("occurredAt", clock.instant().plus(AHEAD));
        return new Reading.Sound(new BillingRequest(
                new RequestId(id),
                RequestType.UNKNOWN_TYPE,
                unreadable ? null : login,
                new Order(null, occurredAt),
                null,
                new Body.Unknown(code),
                envelope.fingerprint(),
                text(document)));
    }

    /**
     * Reads a request as the log has kept it.
     *
     * @throws IllegalStateException when it is none, which means that the log is damaged or newer than this program
     */
    BillingRequest restore(byte[] document, String fingerprint) {
        return restore(kept(document), fingerprint);
    }

    /** The same under another id. */
    BillingRequest restoreAs(RequestId id, byte[] document, String fingerprint) {
        return restore(kept(document).put("requestId", id.value()), fingerprint);
    }

    private static ObjectNode kept(byte[] document) {
        try {
            return StrictJson.read(document);
        } catch (StrictJson.Fault fault) {
            throw new IllegalStateException("A kept request is no document: " + fault.getMessage(), fault);
        }
    }

    private BillingRequest restore(ObjectNode kept, String fingerprint) {
        String code = kept.path("type").asText();
        RequestType type = TYPES.get(code);
        Envelope envelope = new Envelope(kept, type, fingerprint);
        Reading reading = type == null
                ? unknown(envelope, code)
                : typed(envelope, type, Instant.MAX, BodyReader.hasPassword(type));
        if (reading instanceof Reading.Sound sound) {
            return sound.request();
        }
        throw new IllegalStateException("A kept request has fields this program does not know");
    }

    /** Whether a type concerns a login and nothing else. */
    private static boolean isPersonal(RequestType type) {
        return type != RequestType.CREATE_LOCATION
                && type != RequestType.DELETE_LOCATION
                && type != RequestType.NEW_CAMERA;
    }

    /** What nobody has checked may hold passwords; whatever is called like one is struck out. */
    private static JsonNode redacted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties()
                    .forEach(each -> copy.set(
                            each.getKey(),
                            SECRET_NAME.matcher(each.getKey()).matches() ? STRUCK_OUT : redacted(each.getValue())));
            return copy;
        }
        if (node.isArray()) {
            var copy = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> copy.add(redacted(each)));
            return copy;
        }
        return node;
    }

    private static boolean isAbsent(@Nullable JsonNode node) {
        return node == null || node.isNull();
    }

    private static Personal text(ObjectNode document) {
        return Personal.of(new String(StrictJson.write(document), StandardCharsets.UTF_8));
    }

    private static CompletionStage<Reading> faulty(Fields fields) {
        return CompletableFuture.completedStage(new Reading.Faulty(fields.errors()));
    }

    private static String bare(RequestType type) {
        return type.code().substring("billing.".length());
    }
}
