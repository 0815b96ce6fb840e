package io.sightline.api.admin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** An operator's billing on loopback that says of each login what it is told to; of others that it does not know them. */
final class LittleOperator implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> said = new ConcurrentHashMap<>();

    LittleOperator() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param answer a JSON object, or a text that is none for an operator who is out of order */
    void says(String login, String answer) {
        said.put(login, answer);
    }

    /** The settings with which a plane asks this operator. */
    String settings() {
        return "sightline.operator-billing { url = \"http://127.0.0.1:"
                + server.getAddress().getPort() + "/service\", attempts = 1 }, sightline.service.poll = on, ";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String login =
                Json.read(exchange.getRequestBody().readAllBytes()).get("login").textValue();
        byte[] body = said.getOrDefault(login, "{\"status\":\"unknown\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
