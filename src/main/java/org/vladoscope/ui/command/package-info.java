/** What the user can do, declared once for menus, keys and the command palette. */
@NullMarked
package org.vladoscope.ui.command;

import org.jspecify.annotations.NullMarked;
