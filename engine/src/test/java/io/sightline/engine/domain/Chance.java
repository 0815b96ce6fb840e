package io.sightline.engine.domain;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Makes values of any type of the domain by chance, from small pools, so that commands often concern the same things. The same
 * seed makes the same values.
 */
public final class Chance {

    private static final List<String> TEXTS = List.of("Ada", "Kitchen door", "b2c", "x", "");
    private static final List<String> KEYS =
            List.of("cam-1", "cam-2", "int-1", "own:cam-1", "trk-u0:1", "obj-u0:1", "nonsense");
    private static final List<String> CODES = List.of("archives-show", "ptz-control", "subusers-manage", "Bad Code");

    private final Random random;
    private final boolean complete;

    public Chance(long seed) {
        this(seed, false);
    }

    private Chance(long seed, boolean complete) {
        random = new Random(seed);
        this.complete = complete;
    }

    /** Leaves nothing out: no component is absent, no collection and no text empty. */
    public static Chance complete(long seed) {
        return new Chance(seed, true);
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public <T> T of(List<T> pool) {
        return pool.get(below(pool.size()));
    }

    /** Any member of a sealed family, or any value of a record. */
    public <T> T make(Class<T> type) {
        return type.cast(value(type, ""));
    }

    private Object value(Class<?> type, String name) {
        Object special = special(type, name);
        if (special != null) {
            return special;
        }
        if (type.isEnum()) {
            return of(List.of(type.getEnumConstants()));
        }
        if (type.isSealed()) {
            return value(of(List.of(type.getPermittedSubclasses())), name);
        }
        if (type.isRecord()) {
            return record(type);
        }
        throw new AssertionError("No value of " + type);
    }

    private @Nullable Object special(Class<?> type, String name) {
        if (type == String.class) {
            return text(name);
        }
        if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type == int.class || type == Integer.class) {
            return below(9) - 1;
        }
        if (type == long.class || type == Long.class) {
            return (long) below(60);
        }
        if (type == Instant.class) {
            return Given.NOON.plusSeconds(below(200) - 100);
        }
        if (type == LocalDate.class) {
            return LocalDate.of(2026, 12, 1 + below(3));
        }
        if (type == ServiceRules.class) {
            return new ServiceRules(
                    true,
                    1 + below(3),
                    Duration.ofMinutes(5),
                    Duration.ofDays(1),
                    LocalTime.of(2, 0),
                    ZoneId.of("+05:00"),
                    random.nextBoolean());
        }
        if (type == ZoneId.class) {
            return ZoneId.of("+05:00");
        }
        if (type == DeviceTariffTerms.class) {
            // Terms by chance are never fit to be offered, and nothing would ever be paid.
            return new DeviceTariffTerms(
                    of(List.of(DeviceTariffTerms.Device.values())),
                    text("name"),
                    new Money(below(20), "BYN"),
                    below(5),
                    0,
                    10,
                    Set.of(DeviceTariffTerms.Feature.REAL_TIME),
                    random.nextBoolean() ? null : 1 + below(2),
                    random.nextBoolean() ? null : new UserId("u" + below(2)));
        }
        if (type == MailRules.class) {
            return new MailRules(Duration.ofSeconds(30), 3, Duration.ofSeconds(60));
        }
        if (type == MailProof.class) {
            return MailProof.none();
        }
        if (type == Particulars.class) {
            // A text by chance is hardly ever an address, and nobody would ever be created.
            Personal email = Personal.of(of(List.of("ada@example.org", "bob@example.org", "nobody")));
            return new Particulars(
                    email,
                    make(Personal.class),
                    null,
                    make(Personal.class),
                    make(Personal.class),
                    make(Personal.class));
        }
        if (type == TrackerCard.class) {
            Personal imei = Personal.of(of(List.of("490154203237518", "356938035643809", "short")));
            return new TrackerCard(
                    make(Personal.class), "x", imei, make(Personal.class), below(9), below(9), 1, null, "#0a1b2c");
        }
        if (type == CameraCard.class) {
            return new CameraCard(
                    Personal.of(of(List.of("Yard", "Door", ""))),
                    null,
                    Personal.of("10.0.0.1"),
                    null,
                    make(Personal.class),
                    null);
        }
        if (type == ObjectCard.class) {
            return new ObjectCard(make(Personal.class), make(Personal.class), null);
        }
        if (type == NotificationId.class) {
            return new NotificationId("notification." + (1 + below(3)));
        }
        if (type == FeedbackForm.class) {
            Personal email = Personal.of(of(List.of("ada@example.org", "nobody")));
            return new FeedbackForm(make(Personal.class), email, make(Personal.class), make(Personal.class));
        }
        if (type == FeedbackId.class || type == TrackerId.class || type == MonitoringObjectId.class) {
            return newRecord(type, new Object[] {"u" + below(2) + ":" + (1 + below(2))});
        }
        if (type == Epoch.class) {
            return Epoch.of(below(3));
        }
        if (type == UserId.class) {
            return new UserId("u" + below(4));
        }
        if (type == LoginId.class) {
            return new LoginId("l" + below(3));
        }
        if (type == InstallationId.class) {
            return new InstallationId("installation" + below(15));
        }
        if (type == NetworkDeviceId.class) {
            return new NetworkDeviceId("AA:BB:CC:DD:EE:0" + below(3));
        }
        if (type == SourceId.class) {
            return new SourceId(of(List.of("A:1", "A:2", "F:1", "O:u0:1", "U:u1")));
        }
        if (type == Ceiling.class) {
            return ceiling();
        }
        return isId(type) ? newRecord(type, new Object[] {Integer.toString(1 + below(3))}) : null;
    }

    private static boolean isId(Class<?> type) {
        return type.isRecord() && type.getSimpleName().endsWith("Id") && type.getRecordComponents().length == 1;
    }

    private Ceiling ceiling() {
        TreeMap<SourceId, Ceiling.Share> shares = new TreeMap<>();
        for (int i = below(3); i > 0; i--) {
            shares.put(make(SourceId.class), new Ceiling.Share(make(ViewClass.class), null));
        }
        return new Ceiling(make(Manifest.Status.class), shares, Set.of("archives-show"), make(Governance.class));
    }

    private String text(String name) {
        return switch (name) {
            case "passwordHash" -> "$argon2id$" + below(3);
            case "key", "added", "dropped" -> of(KEYS);
            case "permissions" -> of(CODES);
            case "device" -> of(List.of("cam-1", "cam-u0:own.1", "trk-u0:1", "nonsense"));
            case "devices" -> of(List.of("cam-1", "trk-u0:1"));
            case "image" -> "ab".repeat(32);
            case "currency" -> of(List.of("EUR", "BYN", "eur"));
            case "fingerprint" -> "f" + below(2);
            default -> TEXTS.get(below(complete ? TEXTS.size() - 1 : TEXTS.size()));
        };
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            boolean absent =
                    components[i].getAnnotatedType().isAnnotationPresent(Nullable.class) && !complete && below(3) == 0;
            values[i] = absent ? null : value(components[i].getGenericType(), components[i].getName());
        }
        return newRecord(type, values);
    }

    private Object value(Type type, String name) {
        if (!(type instanceof ParameterizedType of)) {
            return value((Class<?>) type, name);
        }
        Class<?> raw = (Class<?>) of.getRawType();
        Type[] arguments = of.getActualTypeArguments();
        if (raw == List.class) {
            return several(arguments[0], name);
        }
        if (raw == Set.class) {
            return Set.copyOf(several(arguments[0], name));
        }
        if (raw == Map.class) {
            Map<Object, Object> map = new HashMap<>();
            for (Object key : several(arguments[0], name)) {
                map.put(key, value(arguments[1], name));
            }
            return map;
        }
        throw new AssertionError("No value of " + type);
    }

    private List<Object> several(Type type, String name) {
        List<Object> values = new ArrayList<>();
        for (int i = below(3) + (complete ? 1 : 0); i > 0; i--) {
            values.add(value(type, name));
        }
        return values;
    }

    private static Object newRecord(Class<?> type, @Nullable Object[] values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException failed) {
            throw new LinkageError("Cannot make " + type + " of " + Arrays.toString(values), failed);
        }
    }

    /** Every concrete member of a sealed family. */
    public static <T> List<Class<? extends T>> members(Class<T> family) {
        List<Class<? extends T>> found = new ArrayList<>();
        collect(family, family, found);
        return found;
    }

    private static <T> void collect(Class<T> family, Class<?> below, List<Class<? extends T>> found) {
        Class<?>[] permitted = below.getPermittedSubclasses();
        if (permitted == null) {
            found.add(below.asSubclass(family));
            return;
        }
        for (Class<?> each : permitted) {
            collect(family, each, found);
        }
    }
}
