package io.sightline.engine.domain;

/**
 * A login name as a user holds it.
 *
 * @param claim names this reservation of it: giving up an earlier one, however late, never frees a later one
 */
public record LoginClaim(LoginId id, String claim, Personal text) {}
