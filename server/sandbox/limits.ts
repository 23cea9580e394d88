/** Milliseconds that a task of the sandbox may take. */
export const timeLimit = 1000;
