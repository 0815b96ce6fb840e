package io.sightline.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.sightline.client.core.Identity;
import io.sightline.client.core.Manifest;
import io.sightline.client.core.Replica;
import io.sightline.client.core.Signal;
import io.sightline.client.core.Step;
import io.sightline.client.core.Store;
import io.sightline.client.store.FileStore;
import io.sightline.client.store.MemoryStore;
import io.sightline.client.view.View;
import io.sightline.client.wire.ClientMessage;
import io.sightline.client.wire.Codec;
import io.sightline.client.wire.Encoding;
import io.sightline.client.wire.Entry;
import io.sightline.client.wire.Environment;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs every case of {@code conformance/cases}, in both encodings and on both stores. */
final class ConformanceTest {
    private static final Path CASES = Path.of("conformance", "cases");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper CBOR = new CBORMapper();

    @TempDir
    Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> everyCase() throws IOException {
        List<Path> files;
        try (var listing = Files.list(CASES)) {
            files = listing.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(50);
        return files.stream().flatMap(file -> Stream.of(Encoding.values()).map(encoding -> test(file, encoding)));
    }

    private DynamicTest test(Path file, Encoding encoding) {
        return DynamicTest.dynamicTest(file.getFileName() + " in " + encoding, () -> {
            var scene = JSON.readTree(file.toFile());
            run(scene, encoding, new MemoryStore());
            var path = folder.resolve(encoding + "-" + file.getFileName() + ".store");
            run(scene, encoding, FileStore.open(path));
            try (var reopened = FileStore.open(path)) {
                assertThat(state(reopened)).isEqualTo(expectedState(scene));
            }
        });
    }

    private static void run(JsonNode scene, Encoding encoding, Store store) throws IOException {
        try (store) {
            var replica = new Replica(store, new Identity(Environment.DESKTOP, "conformance-1", null));
            var codec = Codec.of(encoding);
            for (var step : scene.get("steps")) {
                long at = step.get("at").longValue();
                var outcome = step.has("message")
                        ? replica.apply(codec.decode(mapper(encoding).writeValueAsBytes(step.get("message"))), at)
                        : perform(step.get("do").textValue(), replica, at);
                assertThat(said(outcome.send(), codec))
                        .as("replies at %s", step)
                        .isEqualTo(step.get("replies"));
                if (step.has("signals")) {
                    assertThat(outcome.signals().stream().map(ConformanceTest::word))
                            .as("signals at %s", step)
                            .isEqualTo(texts(step.get("signals")));
                }
            }
            assertThat(state(store)).isEqualTo(expectedState(scene));
            assertThat(replica.root()).isEqualTo(scene.at("/state/root").textValue());
            if (scene.at("/state/view").isObject()) {
                var view = View.of(
                        store,
                        scene.path("user").textValue(),
                        replica.inStep(),
                        scene.path("now").asLong(0));
                compare(view, scene.at("/state/view"));
            }
        }
    }

    private static Step perform(String action, Replica replica, long at) {
        return switch (action) {
            case "open" -> new Step(List.of(replica.open(null, at)), List.of());
            case "tick" -> replica.tick(at);
            case "lost" -> {
                replica.closed();
                yield new Step(List.of(), List.of());
            }
            default -> throw new AssertionError(action);
        };
    }

    private static ArrayNode said(List<ClientMessage> messages, Codec codec) throws IOException {
        var said = JSON.createArrayNode();
        for (var message : messages) {
            var tree = mapper(codec.encoding()).readTree(codec.encode(message));
            // Through JSON text, so that number types compare.
            said.add(JSON.readTree(JSON.writeValueAsBytes(tree)));
        }
        return said;
    }

    private static String word(Signal signal) {
        if (signal instanceof Signal.Applied applied) {
            return "applied " + applied.source();
        } else if (signal instanceof Signal.Frontier) {
            return "frontier";
        } else if (signal instanceof Signal.Stale) {
            return "stale";
        } else if (signal instanceof Signal.Regranted) {
            return "regranted";
        } else if (signal instanceof Signal.Hangup hangup) {
            return "close " + hangup.code();
        } else if (signal instanceof Signal.Refused refused) {
            return "refused " + refused.problem().code();
        } else if (signal instanceof Signal.Leave leave) {
            return "leave " + leave.minMs() + " " + leave.maxMs();
        }
        return "welcomed";
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static ObjectNode state(Store store) {
        var manifest = store.manifest();
        var state = JSON.createObjectNode();
        state.put("me", manifest.me());
        state.put("mrev", (int) manifest.rev());
        state.put("st", manifest.standing().name().toLowerCase(java.util.Locale.ROOT));
        var sources = state.putObject("sources");
        manifest.grants().forEach((source, grant) -> source(store, source, grant, sources.putObject(source)));
        return state;
    }

    private static void source(Store store, String source, Manifest.Grant grant, ObjectNode into) {
        var position = store.position(source);
        into.put("e", position == null ? "-" : position.epoch());
        into.put("rev", position == null ? -1 : (int) position.rev());
        into.put("g", (int) grant.g());
        assertThat(position == null || position.grant() == grant.g()).isTrue();
        var sorted = new TreeMap<String, Entry>();
        store.entries(source, entry -> sorted.put(entry.k(), entry));
        assertThat(sorted).hasSize(store.count(source));
        var entries = into.putObject("entries");
        sorted.forEach(
                (key, entry) -> entries.putObject(key).put("r", (int) entry.r()).put("h", entry.h()));
    }

    private static JsonNode expectedState(JsonNode scene) {
        var state = (ObjectNode) scene.get("state").deepCopy();
        state.remove(List.of("root", "view"));
        return state;
    }

    private static void compare(View view, JsonNode expected) {
        assertThat(view.devices().keySet())
                .containsExactlyInAnyOrderElementsOf(expected.propertyStream()
                        .map(java.util.Map.Entry::getKey)
                        .toList());
        view.devices()
                .forEach((key, device) -> expected.get(key).propertyStream().forEach(member -> assertThat(
                                device.members().get(member.getKey()))
                        .as("%s of %s", member.getKey(), key)
                        .isEqualTo(member.getValue())));
    }

    private static ObjectMapper mapper(Encoding encoding) {
        return encoding == Encoding.JSON ? JSON : CBOR;
    }
}
