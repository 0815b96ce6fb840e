package io.sightline.engine.domain;

/** Whose map a platform user looks at. */
public enum MapProvider {
    GOOGLE,
    YANDEX,
    OSM
}
