package io.sightline.engine.billing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.NetworkDeviceId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.RequestType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Strict reading: what is taken, and what is refused with which word at which place. */
class RequestReaderTest {

    private static final String PAUSE = "{\"requestId\":\"r1\",\"type\":\"billing.pause_entity\",\"login\":\"ada\","
            + "\"occurredAt\":\"2026-11-22T11:00:00Z\"%s}";
    private static final String ATTACH = "{\"requestId\":\"r1\",\"type\":\"billing.attach_camera\",\"login\":\"ada\","
            + "\"occurredAt\":\"2026-11-22T11:00:00Z\",\"mac\":\"AA:BB:CC:00:00:01\",\"serialNumber\":\"s\",\"csa\":\"T\"%s}";

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("nothing", "", "MALFORMED "),
                wrong("no object", "[1]", "MALFORMED "),
                wrong("cut short", "{\"requestId\":\"r1\"", "MALFORMED"),
                wrong("two documents", pause("") + pause(""), "MALFORMED "),
                wrong("byte order mark", "\uFEFF" + pause(""), "MALFORMED"),
                wrong("a key twice", pause(",\"reason\":\"a\",\"reason\":\"b\""), "DUPLICATE_KEY /reason"),
                wrong("a key twice below", pause(",\"logExtra\":{\"a\":1,\"a\":2}"), "DUPLICATE_KEY /logExtra/a"),
                wrong("half a character", pause(",\"reason\":\"\\ud800\""), "MALFORMED /reason"),
                wrong("infinite number", pause(",\"version\":1e999"), "TYPE /version"),
                wrong("endless number", pause(",\"version\":" + "9".repeat(100)), "LIMIT /version"),
                wrong("number beyond 64 bits", pause(",\"version\":9223372036854775808"), "RANGE /version"),
                wrong("negative number", pause(",\"version\":-1"), "RANGE /version"),
                wrong("text for a number", pause(",\"version\":\"1\""), "TYPE /version"),
                wrong("deep", pause(",\"logExtra\":" + "[".repeat(40) + "]".repeat(40)), "LIMIT"),
                wrong("long text", pause(",\"reason\":\"" + "a".repeat(17_000) + "\""), "LIMIT /reason"),
                wrong("large", pause(",\"logExtra\":[" + "\"aaaaaaaa\",".repeat(8_000) + "1]"), "LIMIT "),
                wrong("unknown field", pause(",\"cameraId\":\"c\""), "UNKNOWN_FIELD /cameraId"),
                wrong("control character", pause(",\"reason\":\"a\\u0000b\""), "FORMAT /reason"),
                wrong("blank", pause(",\"reason\":\"  \""), "LENGTH /reason"),
                wrong("no type", "{\"requestId\":\"r1\"}", "REQUIRED /type"),
                wrong("a number for a type", "{\"requestId\":\"r1\",\"type\":7}", "TYPE /type"),
                wrong("no login", pause("").replace("\"login\":\"ada\",", ""), "REQUIRED /login"),
                wrong("long login", pause("").replace("ada", "a".repeat(256)), "LENGTH /login"),
                wrong("unfit id", pause("").replace("r1", "r 1"), "FORMAT /requestId"),
                wrong("no moment", pause("").replace("2026-11-22T11:00:00Z", "yesterday"), "FORMAT /occurredAt"),
                wrong("no offset", pause("").replace("11:00:00Z", "11:00:00"), "FORMAT /occurredAt"),
                wrong("years ahead", pause("").replace("2026-11", "2036-11"), "RANGE /occurredAt"),
                wrong("long ago", pause("").replace("2026-11", "1970-01"), "RANGE /occurredAt"),
                wrong("an outcome as type", pause("").replace("pause_entity", "unknown_type"), "NOT_ACCEPTED /type"),
                wrong("no mac", attach("").replace("AA:BB:CC:00:00:01", "AA:BB:CC"), "FORMAT /mac"),
                wrong("days and code", attach(",\"archiveDays\":3,\"archiveCode\":\"R\""), "COMBINATION /archiveCode"),
                wrong("days out of range", attach(",\"archiveDays\":0"), "RANGE /archiveDays"),
                wrong("replaces nothing", attach(",\"replace\":1"), "REQUIRED /replacedMac"),
                wrong(
                        "replaces by the way",
                        attach(",\"replacedMac\":\"AA:BB:CC:00:00:02\""),
                        "COMBINATION /replacedMac"),
                wrong("replace twice", attach(",\"replace\":2"), "RANGE /replace"),
                wrong("private nowhere", attach(",\"groupType\":\"private\""), "REQUIRED /folderKey"),
                wrong("folder in public", attach(",\"folderKey\":\"k\""), "COMBINATION /folderKey"),
                wrong("group of no type", attach(",\"groupType\":\"secret\""), "RANGE /groupType"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void refuses(String name, String text, String error) {
        assertThat(errors(text)).as(name).anySatisfy(found -> assertThat(found.code() + " " + found.pointer())
                .startsWith(error));
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] bytes = pause(",\"reason\":\"x\"").getBytes(StandardCharsets.ISO_8859_1);
        bytes[bytes.length - 3] = (byte) 0xe4;

        assertThat(Town.await(town.reader.read(bytes))).isInstanceOf(RequestReader.Reading.Faulty.class);
        assertThat(Town.await(town.reader.read(pause("").getBytes(StandardCharsets.UTF_16))))
                .isInstanceOf(RequestReader.Reading.Faulty.class);
    }

    @Test
    void tellsEverythingThatIsWrongAtOnceAndNothingThatWasSent() {
        List<FieldError> errors = errors(attach(",\"replace\":2,\"archiveDays\":\"hidden\",\"foo/bar\":1"));

        assertThat(errors)
                .extracting(FieldError::pointer)
                .containsExactlyInAnyOrder("/replace", "/archiveDays", "/foo~1bar");
        assertThat(errors).noneSatisfy(each -> assertThat(each.message()).contains("hidden"));
    }

    @Test
    void readsEveryFieldOfAnAttachment() {
        BillingRequest request = sound(attach(",\"version\":7,\"system\":\"bss\",\"logExtra\":{\"ticket\":1e999},"
                + "\"installationCsa\":\"T2\",\"service\":\"8MP\",\"initialName\":\"Gate\",\"archiveDays\":30,"
                + "\"replace\":1,\"replacedMac\":\"aa-bb-cc-00-00-02\",\"groupType\":\"private\",\"folderKey\":\"k\""));

        assertThat(request.body())
                .isEqualTo(new Body.AttachCamera(
                        new NetworkDeviceId("AA:BB:CC:00:00:01"),
                        "s",
                        "T",
                        "T2",
                        "8MP",
                        "Gate",
                        30,
                        null,
                        new NetworkDeviceId("AA:BB:CC:00:00:02"),
                        "k"));
        assertThat(request.order().version()).isEqualTo(7);
        assertThat(request.system()).isEqualTo("bss");
        assertThat(request.login()).isEqualTo(Personal.of("ada"));
    }

    @Test
    void takesATypeWithAndWithoutItsPrefix() {
        assertThat(sound(pause("").replace("billing.", "")).type()).isEqualTo(RequestType.PAUSE_ENTITY);
    }

    @Test
    void theFingerprintIsOfTheContentAndNotOfItsSpelling() {
        String one = sound(pause(",\"reason\":\"a\",\"version\":1")).fingerprint();

        assertThat(sound(" " + pause(", \"version\" : 1, \"reason\":\"\\u0061\""))
                        .fingerprint())
                .isEqualTo(one);
        assertThat(sound(pause(",\"reason\":\"b\",\"version\":1")).fingerprint())
                .isNotEqualTo(one);
    }

    @Test
    void givesARequestWithoutAnIdOneThatItsRepetitionGetsToo() {
        String text = pause("").replace("\"requestId\":\"r1\",", "");

        assertThat(sound(text).id()).isEqualTo(sound(text).id());
        assertThat(sound(text.replace("11:00:00Z", "11:00:01Z")).id())
                .isNotEqualTo(sound(text).id());
    }

    @Test
    void aPasswordBecomesAHashBeforeAnybodySeesIt() {
        BillingRequest request = town.read(town.newEntity("ada"));

        assertThat(request.document().text()).doesNotContain("secret of").contains("$argon2id$");
        assertThat(request.toString()).doesNotContain("argon2id").doesNotContain("ada");
        Body.NewEntity body = (Body.NewEntity) request.body();
        assertThat(Town.await(town.passwords.matches(new Secret("secret of ada"), body.password())))
                .isTrue();
    }

    @Test
    void refusesAHashInPlaceOfAPassword() {
        ObjectNode request = town.request("update_password", "login", "ada", "passwordHash", "$argon2id$x");

        assertThat(errors(request.toString()))
                .extracting(FieldError::pointer)
                .containsExactlyInAnyOrder("/password", "/passwordHash");
    }

    @Test
    void takesPasswordsOfUpToAHundredCharactersOfAnyKind() {
        ObjectNode request = town.request("update_password", "login", "ada", "password", " ".repeat(100));

        assertThat(town.read(request).body()).isInstanceOf(Body.UpdatePassword.class);
        assertThat(errors(request.put("password", "a".repeat(101)).toString()))
                .extracting(FieldError::code)
                .containsExactly(FieldError.Code.LENGTH);
        assertThat(errors(request.put("password", "").toString())).isNotEmpty();
    }

    @Test
    void keepsAnUnknownTypeWhateverItHoldsAndStrikesOutItsSecrets() {
        BillingRequest request = sound("{\"type\":\"billing.promote\",\"requestId\":{},\"login\":7,\"occurredAt\":[],"
                + "\"userPassword\":\"hush\",\"deep\":{\"api_token\":\"hush\",\"x\":[{\"pwd\":\"hush\"}]}}");

        assertThat(request.type()).isEqualTo(RequestType.UNKNOWN_TYPE);
        assertThat(request.login()).isNull();
        assertThat(request.document().text()).doesNotContain("hush").contains("promote");
    }

    @Test
    void strikesOutSecretsInTheSendersExtras() {
        assertThat(sound(pause(",\"logExtra\":{\"adminPassword\":\"hush\"}"))
                        .document()
                        .text())
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @EnumSource(RequestType.class)
    void readsWhatItHasKept(RequestType type) {
        ObjectNode sent =
                switch (type) {
                    case NEW_ENTITY -> town.newEntity("ada").put("canUpdatePassword", false);
                    case UPDATE_LOGIN -> town.request("update_login", "login", "ada", "newLogin", "bob");
                    case UPDATE_PASSWORD -> town.request("update_password", "login", "ada", "password", "p");
                    case CREATE_LOCATION, DELETE_LOCATION ->
                        town.request(type.code().substring(8), "csa", "T");
                    case NEW_CAMERA -> town.request("new_camera", "mac", Town.MAC, "serialNumber", "s");
                    case ATTACH_CAMERA -> town.attach("ada", Town.MAC, "T");
                    case DETACH_CAMERA -> town.request("detach_camera", "login", "ada", "mac", Town.MAC);
                    case UNKNOWN_TYPE, CREATE_LOCATION_UNKNOWN_CSA, ATTACH_CAMERA_UNKNOWN_CSA ->
                        town.request("promote", "login", "ada");
                    case PAUSE_ENTITY, UNPAUSE_ENTITY, TERMINATE_ENTITY ->
                        town.request(type.code().substring(8), "login", "ada");
                };
        sent.putObject("logExtra").put("ticket", 7);
        BillingRequest request = town.read(sent);

        assertThat(town.reader.restore(
                        request.document().text().getBytes(StandardCharsets.UTF_8), request.fingerprint()))
                .isEqualTo(request);
    }

    @RepeatedTest(2_000)
    void neverAnswersGarbageWithAnythingButAReading(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] bytes = attach(",\"replace\":1,\"logExtra\":{\"a\":[1,2.5e3,null,true]}")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i <= random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        assertThat(Town.await(town.reader.read(bytes)))
                .as("seed %d", repetition.getCurrentRepetition())
                .isNotNull();
    }

    private BillingRequest sound(String text) {
        RequestReader.Reading reading = town.reading(text);
        assertThat(reading).isInstanceOf(RequestReader.Reading.Sound.class);
        return ((RequestReader.Reading.Sound) reading).request();
    }

    private List<FieldError> errors(String text) {
        RequestReader.Reading reading = town.reading(text);
        assertThat(reading).isInstanceOf(RequestReader.Reading.Faulty.class);
        return ((RequestReader.Reading.Faulty) reading).errors();
    }

    private static String pause(String more) {
        return PAUSE.formatted(more);
    }

    private static String attach(String more) {
        return ATTACH.formatted(more);
    }

    private static Arguments wrong(String name, String text, String error) {
        return Arguments.of(name, text, error);
    }
}
