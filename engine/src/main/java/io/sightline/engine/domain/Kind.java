package io.sightline.engine.domain;

/** The kinds of entity; the constant's name in lower case, hyphenated, is the first part of its persistence id. */
public enum Kind {
    USER,
    CAMERA,
    INTERCOM,
    ADDRESS,
    FOLDER,
    LOGIN,
    NETWORK_DEVICE,
    OPERATION,
    KEPT_ANSWER,
    TARIFF_CATALOGUE,
    SUBSCRIPTION,
    ANALYTICS,
    LICENCE_POOL,
    DEVICE_TARIFF,
    LEDGER,
    STAFF,
    TRACKER,
    TRACKER_MODELS,
    MONITORING_OBJECT,
    CUSTOMER,
    NOTIFICATION,
    NOTICE_BOX,
    FEEDBACK
}
