/** The column of a file that says why an import refused its rows. Commands that read the file ignore it. */
export const reasonColumn = 'refused_because';
