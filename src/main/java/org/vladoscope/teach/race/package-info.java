/**
 * VLAD with hard assignment, in five formulations that give the same result, and their race.
 *
 * <p>It may use the engine's packages; only the lab and its command use it.
 *
 * <p>Start reading at {@link org.vladoscope.teach.race.VladRace}.
 */
@NullMarked
package org.vladoscope.teach.race;

import org.jspecify.annotations.NullMarked;
