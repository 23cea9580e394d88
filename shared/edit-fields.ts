/** The fields of `/edit` that select an action, in addition to the fields of the form itself. */

/** The sealed values that the form was filled in from. */
export const baseField = 'form_base';

/** Saves a change that was reviewed. */
export const confirmedField = 'confirmed';

/** The button that discards what was typed. */
export const discardField = 'form_discard';

/** The key to the values to save again, which undoes the last save. */
export const undoField = 'form_undo';

/** Begins the name of the choice between two values of a field that two people changed; the field's name follows. */
export const conflictPrefix = 'form_conflict:';
