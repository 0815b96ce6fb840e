package io.sightline.api.admin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that keep a request coming for ever, a byte at a time. */
@Timeout(180)
class DripTest {

    private static final int DRIPS = 400;

    /** A socket that is in the middle of a request. */
    private static Socket drip(AdminPlane plane, String begun) throws IOException {
        Socket socket = new Socket();
        // From another address, so that the cap on connections of one address is not what protects the others.
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
        socket.connect(plane.address(), 5_000);
        socket.setSoTimeout(1);
        socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Sends one more byte; false once the server has closed. */
    private static boolean oneMore(Socket socket) {
        try {
            socket.getOutputStream().write('a');
            return socket.getInputStream().read(new byte[4_096]) >= 0;
        } catch (SocketTimeoutException still) {
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    @Test
    void headsThatNeverEndAreCutOffAndHarmNobody() throws IOException {
        assertCutOff("GET /health/live HTTP/1.1\r\nHost: a\r\nX-Slow: ");
    }

    @Test
    void bodiesThatNeverEndAreCutOffAndHarmNobody() throws IOException {
        try (AdminPlane plane = AdminPlane.start("sightline.admin.receive-deadline = 3s")) {
            assertCutOff(
                    plane,
                    "POST /api/v1/api-keys HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                            + plane.key + "\r\nContent-Length: 60000\r\n\r\n");
        }
    }

    @Test
    void bodiesNobodyAskedForAreCutOff() throws IOException {
        assertCutOff("GET /health/live HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n");
    }

    @Test
    void connectionsThatSayNothingAreCutOff() throws IOException {
        try (AdminPlane plane = AdminPlane.start("sightline.admin.receive-deadline = 2s");
                Socket silent = new Socket()) {
            silent.connect(plane.address(), 5_000);
            silent.setSoTimeout(10_000);
            assertThat(endOf(silent)).isTrue();
        }
    }

    @Test
    void oneAddressHasOnlySoManyConnections() throws IOException {
        try (AdminPlane plane = AdminPlane.start("sightline.admin.max-connections-per-address = 20")) {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sockets.add(drip(plane, "GET"));
            }
            try (Socket oneTooMany = drip(plane, "GET")) {
                oneTooMany.setSoTimeout(5_000);
                assertThat(new String(oneTooMany.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 503");
            }
            assertThat(plane.get("/health/live").statusCode()).isEqualTo(200);
            for (Socket socket : sockets) {
                socket.close();
            }
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
                try (Socket again = drip(plane, "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")) {
                    again.setSoTimeout(5_000);
                    return new String(again.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)
                            .equals("HTTP/1.1 200");
                }
            });
        }
    }

    private static void assertCutOff(String begun) throws IOException {
        try (AdminPlane plane = AdminPlane.start("sightline.admin.receive-deadline = 3s")) {
            assertCutOff(plane, begun);
        }
    }

    private static void assertCutOff(AdminPlane plane, String begun) throws IOException {
        List<Socket> dripping = new ArrayList<>();
        try {
            for (int i = 0; i < DRIPS; i++) {
                dripping.add(drip(plane, begun));
            }
            List<Long> millis = new ArrayList<>();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        long before = System.nanoTime();
                        assertThat(plane.get("/health/live").statusCode()).isEqualTo(200);
                        millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
                        return dripping.stream().filter(DripTest::oneMore).count() == 0;
                    });
            // Generous, because the machine may be busy; a server that falls to this answers nobody at all.
            assertThat(millis).as("what others waited meanwhile, in ms").allSatisfy(one -> assertThat(one)
                    .isLessThan(10_000));
        } finally {
            for (Socket socket : dripping) {
                socket.close();
            }
        }
    }

    private static boolean endOf(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException still) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }
}
