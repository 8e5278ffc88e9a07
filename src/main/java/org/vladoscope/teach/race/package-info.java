/** VLAD with hard assignment, in five formulations that give the same result, and their race. */
@NullMarked
package org.vladoscope.teach.race;

import org.jspecify.annotations.NullMarked;
