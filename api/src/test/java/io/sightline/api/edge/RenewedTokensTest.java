package io.sightline.api.edge;

import java.net.http.HttpClient;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import io.sightline.client.net.PasswordTokens;
import io.sightline.client.net.RenewedTokens;
import io.sightline.client.net.Token;
import io.sightline.client.net.TokenRefused;
import io.sightline.client.net.TokenSource;
import io.sightline.client.wire.Environment;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class RenewedTokensTest {

    private final Plane plane = Plane.open();
    private final HttpClient http = HttpClient.newHttpClient();
    private final UserId ada = plane.moveIn("ada");
    private volatile Instant now = Instant.now();
    private final AtomicInteger asked = new AtomicInteger();
    private final TokenSource tokens = new RenewedTokens(http, plane.address(), counted(), () -> now);

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void asksForThePasswordsTokenOnce() {
        Token first = fetch();
        Token second = fetch();
        assertThat(second.user()).isEqualTo(first.user());
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksAgainOnceTheTokenIsOver() {
        Token first = fetch();
        now = first.expiresAt();
        fetch();
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksAgainWhenTheTokenIsNotRenewed() {
        fetch();
        plane.residents.tell(ada.ref(), new UserCommand.ChangePassword(plane.hash(Plane.PASSWORD)));
        fetch();
        assertThat(asked).hasValue(2);
    }

    @Test
    void saysThatItsUserIsSuspendedAndGoesOnAfterwards() {
        fetch();
        plane.residents.tell(ada.ref(), new UserCommand.Suspend(SuspensionCause.BILLING_PAUSE));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(TokenRefused.class, refused -> assertThat(refused.suspended())
                        .isTrue());
        plane.residents.tell(ada.ref(), new UserCommand.Resume(SuspensionCause.BILLING_PAUSE));
        fetch();
        assertThat(asked).hasValue(1);
    }

    private Token fetch() {
        return tokens.fetch(Environment.WEB, "browser-0001")
                .toCompletableFuture()
                .join();
    }

    private TokenSource counted() {
        TokenSource password = new PasswordTokens(http, plane.address(), "ada", Plane.PASSWORD);
        return new TokenSource() {
            @Override
            public CompletionStage<Token> fetch(Environment env, String inst) {
                asked.incrementAndGet();
                return password.fetch(env, inst);
            }
        };
    }
}
