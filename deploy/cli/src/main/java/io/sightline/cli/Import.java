package io.sightline.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.sightline.cli.admin.AdminApi;
import io.sightline.cli.admin.ImportProgress;
import io.sightline.cli.admin.Importer;
import io.sightline.cli.terminal.Complaint;
import io.sightline.cli.terminal.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sends a file of billing requests and administrator's calls. */
@Command(
        name = "import",
        description = {
            "Sends a file of billing requests and administrator's calls, one JSON object a line, in their order.",
            "Repeating it is harmless: requests are known by their ids."
        },
        mixinStandardHelpOptions = true)
final class Import implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "the file, or - for standard input")
    private Path file = Path.of("-");

    @Override
    public Integer call() throws IOException {
        var serving = Serving.now();
        try (var lines = open()) {
            var screen = Screen.ofTerminal();
            var progress = new ImportProgress(screen);
            var tally = new Importer(AdminApi.of(serving.home(), serving.ports()), progress).run(lines);
            progress.done();
            tally.report().forEach(screen::say);
            return tally.complete() ? 0 : 1;
        }
    }

    private BufferedReader open() throws IOException {
        if (file.equals(Path.of("-"))) {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        }
        try {
            return Files.newBufferedReader(file);
        } catch (NoSuchFileException e) {
            throw new Complaint("there is no file %s: name one to import".formatted(file), e);
        }
    }
}
