package io.sightline.cli.demo;

import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

import io.sightline.client.net.Token;
import io.sightline.client.net.TokenSource;
import io.sightline.client.wire.Environment;

/** Signs a person in with the password of the moment, as somebody would who has just been told a new one. Thread-safe. */
final class Credentials implements TokenSource {

    private final Clients clients;
    private final String login;
    private volatile String password;

    Credentials(Clients clients, String login, String password) {
        this.clients = clients;
        this.login = login;
        this.password = password;
    }

    String login() {
        return login;
    }

    String password() {
        return password;
    }

    void change(UnaryOperator<String> to) {
        password = to.apply(password);
    }

    @Override
    public CompletionStage<Token> fetch(Environment env, String inst) {
        return clients.tokens(login, password).fetch(env, inst);
    }
}
