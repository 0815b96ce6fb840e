package io.sightline.api.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The API's own description: for programs, and as pages for people. Everything comes from this process, and the pages' policy
 * lets nothing be fetched from anywhere else.
 */
final class DescriptionRoutes {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final ContentType HTML = MediaTypes.TEXT_HTML.toContentType(HttpCharsets.UTF_8);
    private static final ContentType SCRIPT = MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8);
    private static final ContentType STYLE = MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8);

    private static final String UI = "/META-INF/resources/webjars/swagger-ui/";

    /** A file of the page, and where it is on the class path. */
    private record Asset(ContentType type, String resource) {}

    /** What the page needs of the reader it is made with, and no more. */
    private static final Map<String, Asset> FILES = files();

    List<Route> routes() {
        byte[] document = Json.bytes(OpenApiDocument.bundled().root());
        byte[] docs = bytes("/openapi/docs.html");
        byte[] problems = problems().getBytes(StandardCharsets.UTF_8);
        return List.of(
                Route.open("/api/openapi.json", call -> done(ContentTypes.APPLICATION_JSON, document)),
                Route.open("/api/docs", call -> page(docs)),
                Route.open("/api/docs/{file}", DescriptionRoutes::file),
                Route.open(Problem.PAGE, call -> page(problems)));
    }

    private static CompletionStage<HttpResponse> file(Call call) {
        Asset asset = FILES.get(call.name("file", text -> text));
        if (asset == null) {
            throw Problem.notFound("file").rejection();
        }
        return done(asset.type, bytes(asset.resource));
    }

    private static Map<String, Asset> files() {
        String ui = UI + version() + "/";
        return Map.of(
                "swagger-ui.css", new Asset(STYLE, ui + "swagger-ui.css"),
                "swagger-ui-bundle.js", new Asset(SCRIPT, ui + "swagger-ui-bundle.js"),
                "favicon-32x32.png", new Asset(MediaTypes.IMAGE_PNG.toContentType(), ui + "favicon-32x32.png"),
                "page.css", new Asset(STYLE, "/openapi/page.css"),
                "start.js", new Asset(SCRIPT, "/openapi/docs.js"));
    }

    /** The folder in the jar is called after its version, and the jar says which that is. */
    private static String version() {
        try (InputStream in =
                DescriptionRoutes.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String problems() {
        String rows = Arrays.stream(ProblemType.values())
                .map(type -> "<section id=\"" + type.code() + "\"><h2>" + type.code() + " <small>" + type.status()
                        + "</small></h2><p><b>" + type.title() + ".</b> " + type.meaning() + "</p></section>\n")
                .collect(Collectors.joining());
        return new String(bytes("/openapi/problems.html"), StandardCharsets.UTF_8).replace("<!-- problems -->", rows);
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = DescriptionRoutes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CompletionStage<HttpResponse> page(byte[] html) {
        return done(HTML, html)
                .thenApply(response -> response.addHeader(RawHeader.create("Content-Security-Policy", POLICY)));
    }

    private static CompletionStage<HttpResponse> done(ContentType type, byte[] bytes) {
        return CompletableFuture.completedStage(
                HttpResponse.create().withEntity(type, bytes).addHeader(RawHeader.create("Cache-Control", "no-cache")));
    }
}
