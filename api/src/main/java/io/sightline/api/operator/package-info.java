/**
 * The operator's billing system as this product asks it: one small request over HTTP for each user. Imports the port in
 * {@code engine.service}, {@code engine.domain} and the JDK's HTTP client.
 */
@NullMarked
package io.sightline.api.operator;

import org.jspecify.annotations.NullMarked;
