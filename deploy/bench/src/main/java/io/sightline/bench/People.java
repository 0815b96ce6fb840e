package io.sightline.bench;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.listed.Users;

/** Users as an operator of a town might have them, made by chance; the same seed makes the same. */
final class People {

    static final int TARIFFS = 5;
    static final int ADDRESSES = 20_000;
    static final Instant FIRST = Instant.parse("2018-01-01T00:00:00Z");

    private static final long EIGHT_YEARS_SECONDS = 8L * 365 * 86_400;

    private static final List<String> GIVEN = List.of(
            "Anna",
            "Ivan",
            "Olga",
            "Pavel",
            "Maria",
            "Jan",
            "Piotr",
            "Łukasz",
            "Zoë",
            "François",
            "Jürgen",
            "Ádám",
            "Юлия",
            "Андрей",
            "Екатерина",
            "Сергей",
            "Наталья",
            "Дмитрий",
            "Ирина",
            "Алексей");

    private static final List<String> SYLLABLES = List.of(
            "ko", "va", "le", "ni", "ra", "so", "mi", "du", "to", "be", "ga", "zy", "no", "ska", "vich", "enko", "ov",
            "in", "sen", "berg", "man", "ez", "pe", "tro", "lu", "ki", "ha", "ste", "wa", "ri");

    private final Random random;

    People(long seed) {
        random = new Random(seed);
    }

    private <T> T of(List<T> pool) {
        return pool.get(random.nextInt(pool.size()));
    }

    /** A part of a surname. */
    String part(int syllables) {
        var part = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            part.append(of(SYLLABLES));
        }
        return part.toString();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    Document user(int number) {
        String surname = part(2 + random.nextInt(3));
        String name = of(GIVEN) + " " + Character.toUpperCase(surname.charAt(0)) + surname.substring(1);
        return Document.of(
                        Users.KIND,
                        new UUID((long) number << 24 | 0x7000, random.nextLong() >>> 2 | Long.MIN_VALUE).toString())
                .text("name", name)
                .text("login", surname + "." + number + "@example.org")
                .code("origin", random.nextInt(50) == 0 ? "temporary" : "billing")
                .code("status", random.nextInt(10) == 0 ? "paused" : "active")
                .code("userType", "tariff-" + random.nextInt(TARIFFS))
                .code("subscriberKind", random.nextInt(9) == 0 ? "legal_entity" : "individual")
                .code("entityId", "e-" + number)
                .text("contractNumber", "C-" + (10_000_000 + number))
                .time("createdAt", FIRST.plusSeconds((long) (random.nextDouble() * EIGHT_YEARS_SECONDS)))
                .number("subUserCount", random.nextInt(3))
                .code("addressIds", "a-" + random.nextInt(ADDRESSES))
                .build();
    }
}
