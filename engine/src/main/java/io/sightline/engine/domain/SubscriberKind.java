package io.sightline.engine.domain;

/** Whether a contract is with a person or a firm. */
public enum SubscriberKind {
    INDIVIDUAL,
    LEGAL_ENTITY
}
