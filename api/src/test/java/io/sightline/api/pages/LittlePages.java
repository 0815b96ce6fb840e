package io.sightline.api.pages;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An application of an entry page and one script, as the build would leave it. */
public final class LittlePages {

    public static final String POLICY = "default-src 'none'; script-src 'self'";

    private LittlePages() {}

    public static Pages of(String name) {
        String script = "pages/" + name + "/assets/main-0a1b2c3d.js";
        Map<String, String> files = Map.of(
                "pages/" + name + ".list",
                POLICY + "\nindex.html\nassets/main-0a1b2c3d.js\n",
                "pages/" + name + "/index.html",
                "<!doctype html><title>" + name + "</title>",
                "pages/" + name + "/index.html.gz",
                "gz of the entry",
                "pages/" + name + "/index.html.br",
                "br of the entry",
                script,
                "export {};",
                script + ".gz",
                "gz of the script",
                "pages/secret.txt",
                "not listed",
                "pages/" + name + "/unlisted.js",
                "not listed");
        return Pages.of(name, path -> {
            String content = files.get(path);
            return content == null ? null : content.getBytes(StandardCharsets.UTF_8);
        });
    }
}
