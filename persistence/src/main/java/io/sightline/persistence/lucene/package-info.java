/**
 * The directory's documents in Lucene: {@link io.sightline.persistence.lucene.LuceneIndex} keeps what {@code
 * engine.directory.Index} promises, in files of one folder. Knows nothing of Cassandra. Imports {@code engine.directory} and
 * {@code engine.domain}.
 */
@NullMarked
package io.sightline.persistence.lucene;

import org.jspecify.annotations.NullMarked;
