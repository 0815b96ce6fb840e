package io.sightline.engine.domain;

/** Where a user meets the product. */
public enum Environment {
    DESKTOP,
    WEB,
    MOBILE
}
