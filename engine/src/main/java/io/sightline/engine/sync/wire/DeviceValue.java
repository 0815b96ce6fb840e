package io.sightline.engine.sync.wire;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sightline.engine.domain.Analytics;
import io.sightline.engine.domain.AnalyticsCase;
import io.sightline.engine.domain.Branding;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.DeviceFacts;
import io.sightline.engine.domain.DeviceFacts.CameraFacts;
import io.sightline.engine.domain.DeviceFacts.CaseFacts;
import io.sightline.engine.domain.DeviceFacts.IntercomFacts;
import io.sightline.engine.domain.DeviceFacts.LicenceFacts;
import io.sightline.engine.domain.DeviceFacts.NoteFacts;
import io.sightline.engine.domain.DeviceFacts.ObjectFacts;
import io.sightline.engine.domain.DeviceFacts.OwnCameraFacts;
import io.sightline.engine.domain.DeviceFacts.OwnFacts;
import io.sightline.engine.domain.DeviceFacts.PermissionFacts;
import io.sightline.engine.domain.DeviceFacts.ProfileFacts;
import io.sightline.engine.domain.DeviceFacts.Stream;
import io.sightline.engine.domain.DeviceFacts.StreamStatus;
import io.sightline.engine.domain.DeviceFacts.TrackerFacts;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.ObjectCard;
import io.sightline.engine.domain.TrackerCard;
import io.sightline.engine.domain.ViewClass;
import org.jspecify.annotations.Nullable;

/**
 * What a view class may see of a device, as the text {@code v} of section 8 of the protocol's page. The same facts and class
 * give the same text for ever: clients compare its hash.
 */
public final class DeviceValue {

    private static final int SCHEMA = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private DeviceValue() {}

    public static String of(DeviceFacts facts, ViewClass viewClass) {
        StringWriter text = new StringWriter(192);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("$", SCHEMA);
            if (facts instanceof CameraFacts camera) {
                camera(json, camera, viewClass, false);
            } else if (facts instanceof OwnCameraFacts own) {
                ownCamera(json, own, viewClass);
            } else if (facts instanceof IntercomFacts intercom) {
                intercom(json, intercom);
            } else if (facts instanceof OwnFacts own) {
                own(json, own);
            } else if (facts instanceof CaseFacts found) {
                analyticsCase(json, found);
            } else if (facts instanceof LicenceFacts licences) {
                licences(json, licences);
            } else if (facts instanceof TrackerFacts tracker) {
                tracker(json, tracker, viewClass);
            } else if (facts instanceof ObjectFacts object) {
                object(json, object);
            } else if (facts instanceof ProfileFacts profile) {
                profile(json, profile);
            } else if (facts instanceof PermissionFacts permissions) {
                json.writeStringField("kind", "permissions");
                words(json, "codes", permissions.codes());
            } else if (facts instanceof NoteFacts note) {
                note(json, note);
            } else {
                throw new AssertionError(facts);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return text.toString();
    }

    private static void ownCamera(JsonGenerator json, OwnCameraFacts own, ViewClass viewClass) throws IOException {
        camera(json, own.camera().orElseThrow(), viewClass, own.expired());
        json.writeStringField("owner", own.owner().value());
        if (own.expired()) {
            json.writeBooleanField("expired", true);
        }
        optional(json, "model", own.model() == null ? null : own.model().text());
    }

    private static void camera(JsonGenerator json, CameraFacts camera, ViewClass viewClass, boolean locked)
            throws IOException {
        boolean live = viewClass.live() && !locked;
        boolean archive = live && viewClass.archive() && camera.archive();
        long working = camera.streams().stream()
                .filter(stream -> stream.status() == StreamStatus.ACTIVE)
                .count();
        json.writeStringField("kind", "camera");
        json.writeStringField("name", camera.name());
        json.writeStringField("state", live ? state(working, camera.streams().size()) : "locked");
        json.writeStringField("access", !live ? "locked" : viewClass.archive() ? "full" : "live");
        json.writeBooleanField("archive", archive);
        if (archive && camera.archiveDays() != null) {
            json.writeNumberField("archiveDays", camera.archiveDays());
        }
        if (archive && camera.mode() != null) {
            json.writeStringField("mode", lower(camera.mode()));
        }
        if (viewClass.ptz() && !locked) {
            json.writeBooleanField("ptz", true);
        }
        optional(json, "place", camera.place());
        json.writeArrayFieldStart("streams");
        if (live) {
            for (Stream stream : camera.streams()) {
                json.writeStartObject();
                json.writeStringField("type", lower(stream.type()));
                json.writeStringField("status", lower(stream.status()));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        if (live && camera.streams().isEmpty()) {
            json.writeStringField("note", "no stream");
        }
    }

    private static String state(long working, int streams) {
        if (working == 0) {
            return "red";
        }
        return working == streams ? "green" : "yellow";
    }

    private static void intercom(JsonGenerator json, IntercomFacts intercom) throws IOException {
        json.writeStringField("kind", "intercom");
        json.writeStringField("name", intercom.name());
        optional(json, "address", intercom.address());
        json.writeNumberField("department", intercom.department());
        optional(json, "departmentName", intercom.departmentName());
        json.writeNumberField("flat", intercom.flat());
        json.writeArrayFieldStart("keys");
        for (String key : intercom.keys()) {
            json.writeString(key);
        }
        json.writeEndArray();
        json.writeBooleanField("online", intercom.online());
        json.writeBooleanField("restrictLive", intercom.restrictLive());
        json.writeBooleanField("restrictArchive", intercom.restrictArchive());
        json.writeArrayFieldStart("open");
        for (DeviceFacts.Opening opening : DeviceFacts.Opening.values()) {
            if (intercom.open().contains(opening)) {
                json.writeString(lower(opening));
            }
        }
        json.writeEndArray();
    }

    private static void own(JsonGenerator json, OwnFacts own) throws IOException {
        json.writeStringField("kind", "own");
        optional(json, "name", own.name() == null ? null : own.name().text());
        if (own.blocked()) {
            json.writeStringField("access", "blocked");
        }
    }

    private static void analyticsCase(JsonGenerator json, CaseFacts facts) throws IOException {
        json.writeStringField("kind", "case");
        json.writeStringField("title", facts.title().text());
        json.writeStringField("type", lower(facts.type()));
        json.writeNumberField("level", facts.type().level().number());
        json.writeArrayFieldStart("cameras");
        for (CameraId camera : facts.cameras()) {
            json.writeString(DeviceKey.of(camera));
        }
        json.writeEndArray();
        json.writeStringField("createdAt", facts.createdAt().toString());
        json.writeArrayFieldStart("events");
        for (AnalyticsCase.Finding event : facts.events()) {
            json.writeStartObject();
            json.writeStringField("id", event.id());
            json.writeStringField("camera", DeviceKey.of(event.camera()));
            json.writeStringField("at", event.at().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void licences(JsonGenerator json, LicenceFacts facts) throws IOException {
        json.writeStringField("kind", "licences");
        json.writeArrayFieldStart("levels");
        for (Analytics.Count count : facts.counts()) {
            json.writeStartObject();
            json.writeNumberField("level", count.level().number());
            json.writeNumberField("total", count.total());
            json.writeNumberField("used", count.used());
            json.writeNumberField("free", count.free());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void tracker(JsonGenerator json, TrackerFacts facts, ViewClass viewClass) throws IOException {
        TrackerCard card = facts.card();
        boolean open = viewClass.live() && !facts.expired();
        json.writeStringField("kind", "tracker");
        json.writeStringField("name", card.name().text());
        json.writeStringField("access", open ? lower(facts.holding()) : "locked");
        if (facts.expired()) {
            json.writeBooleanField("expired", true);
        }
        json.writeStringField("owner", facts.owner().value());
        json.writeStringField("colour", card.colour());
        if (open) {
            json.writeStringField("model", card.model());
            json.writeStringField("imei", card.imei().text());
            optional(json, "phone", card.phone() == null ? null : card.phone().text());
            if (card.averageFuel() != null) {
                json.writeNumberField("averageFuel", card.averageFuel());
            }
            json.writeNumberField("stopSeconds", card.stopSeconds());
            json.writeNumberField("parkSeconds", card.parkSeconds());
            optional(json, "info", card.info() == null ? null : card.info().text());
        }
    }

    private static void object(JsonGenerator json, ObjectFacts facts) throws IOException {
        ObjectCard card = facts.card();
        json.writeStringField("kind", "object");
        json.writeStringField("name", card.name().text());
        optional(
                json,
                "description",
                card.description() == null ? null : card.description().text());
        optional(json, "image", card.image());
        json.writeStringField("owner", facts.owner().value());
        json.writeArrayFieldStart("change");
        if (facts.rights().object()) {
            json.writeString("object");
        }
        if (facts.rights().cameras()) {
            json.writeString("cameras");
        }
        if (facts.rights().trackers()) {
            json.writeString("trackers");
        }
        json.writeEndArray();
    }

    private static void profile(JsonGenerator json, ProfileFacts facts) throws IOException {
        json.writeStringField("kind", "profile");
        words(json, "areas", facts.areas().stream().map(DeviceValue::lower).toList());
        if (facts.archiveDays() != null) {
            json.writeNumberField("archiveDays", facts.archiveDays());
        }
        optional(json, "mode", facts.mode() == null ? null : lower(facts.mode()));
        if (facts.branding() != null) {
            branding(json, facts.branding());
        }
    }

    private static void branding(JsonGenerator json, Branding branding) throws IOException {
        json.writeObjectFieldStart("branding");
        json.writeStringField("name", branding.name().text());
        optional(
                json,
                "loginText",
                branding.loginText() == null ? null : branding.loginText().text());
        json.writeStringField("primary", branding.primary());
        json.writeStringField("background", branding.background());
        json.writeStringField("text", branding.text());
        if (branding.logo() != null) {
            json.writeObjectFieldStart("logo");
            json.writeStringField("type", lower(branding.logo().type()));
            json.writeStringField("data", branding.logo().data().text());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** In their order, for the same words have to give the same text. */
    private static void words(JsonGenerator json, String name, Collection<String> words) throws IOException {
        json.writeArrayFieldStart(name);
        for (String word : new TreeSet<>(words)) {
            json.writeString(word);
        }
        json.writeEndArray();
    }

    private static void note(JsonGenerator json, NoteFacts facts) throws IOException {
        json.writeStringField("kind", "note");
        json.writeStringField("severity", lower(facts.notice().severity()));
        json.writeStringField("title", facts.notice().title().text());
        json.writeStringField("text", facts.notice().text().text());
        json.writeStringField("at", facts.sentAt().toString());
        json.writeBooleanField("read", facts.read());
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
