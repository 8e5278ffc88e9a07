/**
 * Random files for everything that reads files. Each nested class of {@link
 * org.vladoscope.fuzz.Parsers} gives one parser what the fuzzer made up; whatever a parser throws
 * beside its own refusals is a finding.
 *
 * <p>It may use all packages of the program; nothing uses it.
 *
 * <p>Start reading at {@link org.vladoscope.fuzz.Parsers}.
 */
@NullMarked
package org.vladoscope.fuzz;

import org.jspecify.annotations.NullMarked;
