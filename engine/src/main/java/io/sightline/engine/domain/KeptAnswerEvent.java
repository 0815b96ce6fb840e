package io.sightline.engine.domain;

import java.time.Instant;

/** What has become of a request that may be sent again. */
public sealed interface KeptAnswerEvent extends Event {

    record Begun(String fingerprint, String attempt, Instant at) implements KeptAnswerEvent {}

    record Kept(String answer) implements KeptAnswerEvent {}

    record GivenUp(boolean forgotten) implements KeptAnswerEvent {}
}
