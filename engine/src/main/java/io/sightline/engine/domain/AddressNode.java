package io.sightline.engine.domain;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What a node of the address tree says of itself.
 *
 * @param externalId the operator's own id, unique in the whole tree, or null
 * @param csa the operator's address code, at most 64 characters, or null
 * @param contractNumber the contract of the firm that has the place, or null
 */
public record AddressNode(
        String name,
        @Nullable String externalId,
        @Nullable String csa,
        @Nullable AddressId parent,
        @Nullable String contractNumber) {

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        if (name.isBlank() || name.length() > Limits.NAME) {
            return Optional.of("name");
        }
        if (externalId != null && externalId.length() > Limits.NAME) {
            return Optional.of("externalId");
        }
        if (csa != null && (csa.isBlank() || csa.length() > 64)) {
            return Optional.of("csa");
        }
        boolean contract = contractNumber == null || contractNumber.length() <= Limits.NAME;
        return contract ? Optional.empty() : Optional.of("contractNumber");
    }
}
