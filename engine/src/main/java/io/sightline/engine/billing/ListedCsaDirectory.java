package io.sightline.engine.billing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A directory of address codes that is held in memory as a list, from a file or made by hand. */
public final class ListedCsaDirectory implements CsaDirectory {

    private static final int CODE = 64;
    private static final int NAME = 255;

    private final Map<String, Place> places = new ConcurrentHashMap<>();

    public ListedCsaDirectory(Collection<Place> places) {
        places.forEach(place -> this.places.put(place.csa(), place));
    }

    /**
     * Reads a file with one JSON object a line: {@code {"csa":"…","name":"…","parent":"…"}}, parent left out for a root. Empty
     * lines are skipped.
     *
     * @throws IOException when the file cannot be read, or a line is wrong or repeats a code; the message names the line
     */
    public static ListedCsaDirectory read(Path file) throws IOException {
        Map<String, Place> places = new HashMap<>();
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                Place place = place(lines.get(i), file, i + 1);
                if (places.put(place.csa(), place) != null) {
                    throw new IOException(file + " line " + (i + 1) + ": the code was there before");
                }
            }
        }
        return new ListedCsaDirectory(places.values());
    }

    private static Place place(String line, Path file, int number) throws IOException {
        try {
            Fields fields = new Fields(StrictJson.read(line.getBytes(StandardCharsets.UTF_8)));
            Place place =
                    new Place(fields.text("csa", CODE), fields.text("name", NAME), fields.optionalText("parent", CODE));
            fields.finish();
            if (fields.errors().isEmpty()) {
                return place;
            }
            FieldError first = fields.errors().get(0);
            throw new IOException(file + " line " + number + ": " + first.pointer() + ": " + first.message());
        } catch (StrictJson.Fault fault) {
            throw new IOException(file + " line " + number + ": " + fault.getMessage(), fault);
        }
    }

    @Override
    public CompletionStage<Optional<Place>> lookup(String csa) {
        return CompletableFuture.completedStage(Optional.ofNullable(places.get(csa)));
    }

    public int size() {
        return places.size();
    }
}
