package io.sightline.cli.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.cli.demo.Word.Content;
import io.sightline.client.core.Change;
import io.sightline.client.core.Change.Write;
import io.sightline.client.core.Manifest;
import io.sightline.client.core.Manifest.Grant;
import io.sightline.client.core.Position;
import io.sightline.client.store.MemoryStore;
import io.sightline.client.wire.Entry;
import io.sightline.client.wire.Standing;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WordTest {

    private static final Entry GATE = new Entry("cam-gate", 3, 5, "{}", "44136fa355b3678a");

    @Test
    void readsTheServersWordAsAClientHoldsIt() throws JsonProcessingException {
        var said = Word.of(new ObjectMapper().readTree("""
                {"sources": [
                  {"source": "A:home", "epoch": "00000000000000e1", "rev": 7, "entries": [
                    {"k": "cam-gate", "r": 3, "dr": 5, "v": "{}", "h": "44136fa355b3678a"}]},
                  {"source": "U:u1", "entries": []}]}"""));
        assertThat(said.difference(Word.of(held(GATE)))).isEmpty();
        assertThat(said.devices()).isEqualTo(1);
    }

    @Test
    void namesWhatDiffers() {
        var said = Word.of(held(GATE));
        assertThat(said.difference(Word.of(held(new Entry("cam-gate", 3, 5, "{ }", "44136fa355b3678a")))))
                .hasValueSatisfying(text -> assertThat(text).startsWith("cam-gate of A:home is held as Entry"));
        var behind = new Word(Map.of(
                "A:home",
                new Content("00000000000000e1", 6, Map.of("cam-gate", GATE)),
                "U:u1",
                new Content("", -1, Map.of())));
        assertThat(said.difference(behind))
                .hasValue("A:home is held as 00000000000000e1 revision 6 instead of 00000000000000e1 revision 7");
        assertThat(said.difference(new Word(Map.of()))).hasValue("it holds the sources [] instead of [A:home, U:u1]");
    }

    private static MemoryStore held(Entry entry) {
        var store = new MemoryStore();
        var grants = new TreeMap<String, Grant>(Map.of("A:home", new Grant(1, 0, 0, 0), "U:u1", new Grant(2, 0, 0, 0)));
        var write = new Write("A:home", new Position("00000000000000e1", 7, 1), true, List.of(entry), List.of());
        store.apply(new Change(new Manifest("00000000000000aa", 1, Standing.ACTIVE, grants), List.of(), write));
        return store;
    }
}
