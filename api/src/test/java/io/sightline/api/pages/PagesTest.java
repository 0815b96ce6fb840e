package io.sightline.api.pages;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is answered for which path, and with which headers. */
class PagesTest {

    private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String SCRIPT = "/client/assets/main-0a1b2c3d.js";

    private final Pages pages = LittlePages.of("client");

    private Reply get(String path, Map<String, String> headers) {
        return pages.reply("GET", path, name -> Optional.ofNullable(headers.get(name)));
    }

    private static String text(Reply reply) {
        return new String(reply.content(), StandardCharsets.UTF_8);
    }

    @Test
    void showsTheEntryPageWithAPolicyAndHasItAskedForEachTime() {
        Reply entry = get("/client/", Map.of());
        assertThat(entry.status()).isEqualTo(200);
        assertThat(entry.type()).isEqualTo("text/html; charset=utf-8");
        assertThat(text(entry)).startsWith("<!doctype html>");
        assertThat(entry.headers())
                .containsEntry("Content-Security-Policy", LittlePages.POLICY + "; frame-ancestors 'none'")
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Vary", "Accept-Encoding")
                .containsKey("ETag")
                .doesNotContainKey("Content-Encoding");
    }

    @Test
    void letsAssetsBeKeptForGood() {
        Reply script = get(SCRIPT, Map.of());
        assertThat(script.type()).startsWith("text/javascript");
        assertThat(script.headers()).containsEntry("Cache-Control", "public, max-age=31536000, immutable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br, zstd | br of the entry | br",
                "gzip, br;q=0            | gz of the entry | gzip",
                "GZIP;q=0.5              | gz of the entry | gzip",
                "brotli, gzipped         | <!doctype html><title>client</title> |",
                "''                      | <!doctype html><title>client</title> |",
            })
    void sendsTheShortestFormThatIsTaken(String accepted, String content, String encoding) {
        Reply reply = get("/client/", Map.of("Accept-Encoding", accepted));
        assertThat(text(reply)).isEqualTo(content);
        assertThat(reply.headers().get("Content-Encoding")).isEqualTo(encoding);
    }

    @Test
    void sendsNothingAgainThatIsHeldInTheSameForm() {
        String etag = get("/client/", Map.of("Accept-Encoding", "br")).headers().get("ETag");
        Reply again = get("/client/", Map.of("Accept-Encoding", "br", "If-None-Match", "\"x\", W/" + etag));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.content()).isEmpty();
        assertThat(again.headers()).containsEntry("ETag", etag).doesNotContainKey("Content-Encoding");
        assertThat(get("/client/", Map.of("If-None-Match", etag)).status()).isEqualTo(200);
    }

    @Test
    void showsTheEntryPageWhereSomebodyMeansToGoToAPage() {
        assertThat(get("/client/cameras/7", Map.of("Accept", HTML)).status()).isEqualTo(200);
        assertThat(get("/client/cameras/7", Map.of("Accept", "*/*")).status()).isEqualTo(404);
        assertThat(get("/client/cameras/7", Map.of()).status()).isEqualTo(404);
        assertThat(get("/client/assets/gone-0a1b2c3d.js", Map.of("Accept", HTML))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/client/../secret.txt",
                "/client/%2e%2e/secret.txt",
                "/client/..%2fsecret.txt",
                "/client/..\\secret.txt",
                "/client/%5c..%5csecret.txt",
                "/client//etc/passwd",
                "/client/assets/../../secret.txt",
                "/client/assets/unlisted.js",
                "/client/index.html.gz/../../secret.txt"
            })
    void leadsNowhereElse(String path) {
        assertThat(get(path, Map.of("Accept", HTML)).status()).isEqualTo(404);
        assertThat(get(path, Map.of()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/client/unlisted.js", "/client/index.html.gz", "/client/client.list"})
    void hasOnlyWhatTheBuildListed(String path) {
        assertThat(get(path, Map.of()).status()).isEqualTo(404);
    }

    @Test
    void sendsToItsFolderWhoeverForgetsTheSlash() {
        Reply moved = get("/client", Map.of("Accept", HTML));
        assertThat(moved.status()).isEqualTo(308);
        assertThat(moved.headers()).containsEntry("Location", "/client/");
        assertThat(pages.isAt("/clients")).isFalse();
        assertThat(pages.isAt("/client/x")).isTrue();
    }

    @Test
    void isOnlyRead() {
        Reply refused = pages.reply("POST", "/client/", name -> Optional.empty());
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.headers()).containsEntry("Allow", "GET, HEAD");
    }

    @Test
    void hasNothingWhenItWasNotBuilt() {
        Pages unbuilt = Pages.of("client", path -> null);
        assertThat(unbuilt.reply("GET", "/client/", name -> Optional.of(HTML)).status())
                .isEqualTo(404);
    }

    @Test
    void doesNotStartWithoutAFileThatIsListed() {
        assertThatThrownBy(() -> Pages.of(
                        "client",
                        path -> path.endsWith(".list") ? "policy\nindex.html".getBytes(StandardCharsets.UTF_8) : null))
                .isInstanceOf(IllegalStateException.class);
    }
}
