/**
 * What users pay for single devices: balances, payments and what a balance may be asked by whom. Here stand the steps that concern
 * several entities; the rules of each are the entities' own ({@code domain.Ledger}, {@code domain.DeviceTariff}). Imports {@code
 * domain} and the {@code Engine} of {@code runtime}.
 */
@NullMarked
package io.sightline.engine.money;

import org.jspecify.annotations.NullMarked;
