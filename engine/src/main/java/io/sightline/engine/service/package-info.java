/**
 * What users who pay a tariff have: attaching plans and what follows, what the operator's billing says of them, licences and
 * analytics cases. Here stand the steps that concern several entities, and the port to the operator's billing; the rules of each
 * step are the entities' own. Imports {@code domain} and the {@code Engine} of {@code runtime}.
 */
@NullMarked
package io.sightline.engine.service;

import org.jspecify.annotations.NullMarked;
