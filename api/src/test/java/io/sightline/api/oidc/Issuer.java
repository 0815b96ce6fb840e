package io.sightline.api.oidc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

/** A real issuer on a free port of loopback: it publishes its keys over HTTP and signs whatever it is told to. */
public final class Issuer implements AutoCloseable {

    public static final String CLIENT = "sightline-console";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile byte[] answer = new byte[0];
    private volatile boolean hangs;
    private volatile int status = 200;

    private RSAKey rsa;
    private ECKey ec;

    public Issuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            rotate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            if (hangs) {
                try {
                    closing.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            byte[] bytes = answer;
            exchange.getResponseHeaders().add("Location", address() + "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public URI keys() {
        return URI.create(address() + "/keys");
    }

    /** Signs with other keys from now on and publishes those alone. */
    public void rotate() {
        try {
            String name = "key-" + System.identityHashCode(new Object());
            rsa = new RSAKeyGenerator(2048).keyID(name + "-rsa").generate();
            ec = new ECKeyGenerator(Curve.P_256).keyID(name + "-ec").generate();
            publish(rsa.toPublicJWK(), ec.toPublicJWK());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    void publish(JWK... keys) {
        answer = new JWKSet(List.of(keys)).toString().getBytes(StandardCharsets.UTF_8);
    }

    void publish(byte[] bytes) {
        answer = bytes;
    }

    void answerWith(int other) {
        status = other;
    }

    void hang() {
        hangs = true;
    }

    int asked() {
        return asked.get();
    }

    RSAKey rsa() {
        return rsa;
    }

    ECKey ec() {
        return ec;
    }

    /** The claims of a good token of a moment. */
    public JWTClaimsSet.Builder claims(Instant now, String subject, String nonce) {
        return new JWTClaimsSet.Builder()
                .issuer(address())
                .audience(CLIENT)
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce)
                .claim("email", subject + "@example.org")
                .claim("email_verified", true);
    }

    /** A good token. */
    public String token(Instant now, String subject, String nonce) {
        return rsa(claims(now, subject, nonce).build(), header -> header);
    }

    String rsa(JWTClaimsSet claims, UnaryOperator<JWSHeader.Builder> header) {
        try {
            SignedJWT jwt = new SignedJWT(
                    header.apply(new JWSHeader.Builder(JWSAlgorithm.RS256)
                                    .type(JOSEObjectType.JWT)
                                    .keyID(rsa.getKeyID()))
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(rsa));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String ec(JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(ec.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new ECDSASigner(ec));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
