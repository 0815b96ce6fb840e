package io.sightline.engine.domain;

/** What analytics a licence is for; the types of each level are said by {@link AnalyticsType}. */
public enum LicenceLevel {
    L1(1),
    L2(2),
    L3(3);

    private final int number;

    LicenceLevel(int number) {
        this.number = number;
    }

    /** The level of a number, or the first when there is none such. */
    public static LicenceLevel of(int number) {
        for (LicenceLevel level : values()) {
            if (level.number == number) {
                return level;
            }
        }
        return L1;
    }

    /** As people and clients name it. */
    public int number() {
        return number;
    }
}
