package io.sightline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.sightline.bench.Making.Call;
import io.sightline.bench.load.Crowd;
import io.sightline.bench.load.Tokens;
import io.sightline.bench.load.Tokens.Resident;
import io.sightline.bench.rig.Admin;
import io.sightline.bench.rig.BenchException;
import org.jspecify.annotations.Nullable;

/** The operator of a town: its administrators and keys, what it tells users and hears of them, and who is signed in. */
final class Office implements AutoCloseable {

    private static final int ROLES = 20;
    private static final int ADMINISTRATORS = 50;
    private static final int KEYS = 20;
    private static final int SIGN_INS = 10;
    private static final int ACTINGS = 50;
    private static final int PAUSES = 50;
    private static final int CASES = 50;
    private static final int NOTICES = 100;
    private static final int USERS_A_LETTER = 100;
    private static final int INSTALLATIONS = 5;
    private static final String LOGIN = "town.desk";
    private static final String PASSWORD = "Ashford-Bay-desk";
    private static final long TOLD_WITHIN_NANOS = TimeUnit.MINUTES.toNanos(20);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Stage stage;
    private final Making making;
    private final Residents residents;
    private final Admin admin;
    private final List<String> administrators = new ArrayList<>();
    private final List<Admin> signedIn = new ArrayList<>();
    private @Nullable Crowd crowd;
    private String notification = "";
    private String letter = "";

    Office(Stage stage, Making making, Residents residents) {
        this.stage = stage;
        this.making = making;
        this.residents = residents;
        this.admin = stage.rig().admin();
    }

    void open() {
        hire();
        act();
        write();
        bill();
        watch();
        connect();
    }

    private void hire() {
        List<String> roles = making.made(
                "roles",
                making.rows(ROLES),
                i -> Call.post(
                        "/roles",
                        "{\"name\":\"Role %d\",\"permissions\":[\"users:read\",\"devices:read\"]}".formatted(i)));
        administrators.addAll(making.made(
                "administrators",
                making.rows(ADMINISTRATORS),
                i -> Call.post(
                        "/administrators",
                        "{\"name\":\"Maria %d\",\"login\":\"%s\",\"password\":\"%s\",\"permissions\":[\"users:read\",\"acting:write\"],\"roles\":[\"%s\"],\"mustChangePassword\":false}"
                                .formatted(i, i == 0 ? LOGIN : LOGIN + i, PASSWORD, roles.get(i % roles.size())))));
        making.all(
                "API keys",
                making.rows(KEYS),
                i -> Call.post("/api-keys", "{\"name\":\"Export %d\",\"scopes\":[\"users:read\"]}".formatted(i)));
    }

    /** An administrator at several desks, who acts for the first main user and for others. */
    private void act() {
        stage.say("P8: an administrator signs in and acts for users");
        for (int i = 0; i < making.rows(SIGN_INS); i++) {
            signedIn.add(admin.signIn(LOGIN, PASSWORD));
        }
        for (int i = 0; i < making.rows(ACTINGS); i++) {
            String user = i % 2 == 0 ? residents.richMain() : residents.mains().get(i);
            desk().call("POST", "/users/%s/acting".formatted(user), "{\"reason\":\"called\",\"purpose\":\"connect\"}");
        }
    }

    private void write() {
        var people = new People(6);
        int letters = Math.max(1, residents.count() / USERS_A_LETTER);
        List<String> mains = residents.mains();
        making.all(
                "notifications of single users",
                letters,
                i -> notice(people, mains.get(i * USERS_A_LETTER % mains.size())));
        making.all("notifications of one user", making.rows(NOTICES), i -> notice(people, residents.richMain()));
        letter = admin.make(
                        "/notifications", notice(people, List.copyOf(mains.subList(0, Math.min(mains.size(), 1_000)))))
                .join();
        making.all(
                "feedback",
                letters,
                i -> Call.post(
                        "/users/%s/feedback".formatted(mains.get(i * USERS_A_LETTER % mains.size())),
                        "{\"name\":\"Anna %s\",\"email\":\"anna@example.org\",\"phone\":\"+4790000000\",\"message\":\"Camera %d shows too little.\"}"
                                .formatted(people.part(3), i)));
    }

    private static Call notice(People people, String user) {
        return Call.post("/notifications", notice(people, List.of(user)));
    }

    private static String notice(People people, List<String> users) {
        return "{\"severity\":\"information\",\"title\":\"News from %s\",\"text\":\"Your camera is there.\",\"to\":[\"%s\"]}"
                .formatted(people.part(2), String.join("\",\"", users));
    }

    /** What billing says of the first main user; it is active in the end. */
    private void bill() {
        stage.say("P8: pausing and unpausing one user");
        stage.billing(
                2 * making.rows(PAUSES),
                i -> stage.request(i % 2 == 0 ? "pause_entity" : "unpause_entity", Residents.login(0), ""));
    }

    /** Analytics of the first main user, on cameras of its houses. */
    private void watch() {
        String user = residents.richMain();
        int cases = making.rows(CASES);
        admin.call(
                "PUT",
                "/billing/users/%s/licences".formatted(user),
                "{\"levels\":[{\"level\":1,\"total\":%d}]}".formatted(cases));
        admin.call(
                "PUT",
                "/users/%s/permissions".formatted(user),
                "{\"permissions\":[\"archives-show\",\"subusers-manage\",\"analytic-cases-smoke-fire\"]}");
        making.all(
                "analytics cases",
                cases,
                i -> Call.post(
                        "/users/%s/analytics-cases".formatted(user),
                        "{\"type\":\"smoke_fire\",\"title\":\"Smoke %d\",\"cameras\":[\"%s\"]}"
                                .formatted(i, Houses.camera(0))));
    }

    /** Some clients of the first main user and of a sub-user of it, which stay until the office closes. */
    private void connect() {
        stage.say("P8: connecting clients of a user and of a sub-user");
        crowd = new Crowd(stage.rig().clients());
        var who = List.of(
                new Resident(Residents.login(0), Residents.password(0)),
                new Resident(Residents.subUserLogin(0), Residents.password(0)));
        crowd.connect(crowd.seated(Tokens.seats(stage.rig().clients(), who, INSTALLATIONS)));
    }

    /** Tells everybody something and returns after how many seconds all have been told. */
    double announce() {
        stage.say("P8: telling everybody something");
        long began = System.nanoTime();
        notification = admin.make(
                        "/notifications",
                        "{\"severity\":\"warning\",\"title\":\"Work on the network\",\"text\":\"On Sunday night.\",\"everybody\":true}")
                .join();
        while (true) {
            JsonNode sent = Admin.json(admin.read("/notifications/" + notification));
            double seconds = (double) (System.nanoTime() - began) / TimeUnit.SECONDS.toNanos(1);
            if (!sent.path("status").asText().equals("sending")) {
                stage.say("P8: told %,d users in %.1f s"
                        .formatted(sent.path("told").asInt(), seconds));
                return seconds;
            }
            if (System.nanoTime() - began > TOLD_WITHIN_NANOS) {
                throw new BenchException("after 20 minutes not everybody is told: " + sent);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** In a session of an administrator, for what is one's own. */
    Admin desk() {
        return signedIn.get(0);
    }

    /** The administrator who is signed in. */
    String administrator() {
        return administrators.get(0);
    }

    /** What everybody was told. */
    String notification() {
        return notification;
    }

    /** What a thousand users were told who were named. */
    String letter() {
        return letter;
    }

    @Override
    public void close() {
        signedIn.forEach(Admin::close);
        if (crowd != null) {
            crowd.close();
        }
    }
}
