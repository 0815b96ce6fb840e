package io.sightline.engine.domain;

/** What analytics a licence is for; the types of each level are said by {@link AnalyticsType}. */
public enum LicenceLevel {
    L1,
    L2,
    L3
}
