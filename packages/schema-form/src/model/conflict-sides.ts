/** The values of the radio buttons that choose between two values of a field. */
export const conflictSides = { stored: 'stored', mine: 'mine' } as const;
