package io.sightline.engine.domain;

/** The fourteen types of billing request (seed 000, Billing Events tab): eleven are sent, three record what became of one. */
public enum RequestType {
    NEW_ENTITY("billing.new_entity"),
    PAUSE_ENTITY("billing.pause_entity"),
    UNPAUSE_ENTITY("billing.unpause_entity"),
    TERMINATE_ENTITY("billing.terminate_entity"),
    CREATE_LOCATION("billing.create_location"),
    CREATE_LOCATION_UNKNOWN_CSA("billing.create_location_unknown_csa"),
    DELETE_LOCATION("billing.delete_location"),
    UPDATE_LOGIN("billing.update_login"),
    NEW_CAMERA("billing.new_camera"),
    ATTACH_CAMERA("billing.attach_camera"),
    ATTACH_CAMERA_UNKNOWN_CSA("billing.attach_camera_unknown_csa"),
    DETACH_CAMERA("billing.detach_camera"),
    UNKNOWN_TYPE("billing.unknown_type"),
    UPDATE_PASSWORD("billing.update_password");

    private final String code;

    RequestType(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Whether a sender may use it; the others are outcomes. */
    public boolean isSent() {
        return this != CREATE_LOCATION_UNKNOWN_CSA && this != ATTACH_CAMERA_UNKNOWN_CSA && this != UNKNOWN_TYPE;
    }
}
