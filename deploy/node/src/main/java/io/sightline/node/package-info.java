/**
 * One process of Sightline: reads its configuration, opens its store, and puts engine, persistence and API together. Only
 * here may the three meet; nothing imports this package.
 */
@NullMarked
package io.sightline.node;

import org.jspecify.annotations.NullMarked;
