/** Milliseconds that a task of the sandbox may take. Real schemas take far less, also on a busy machine. */
export const timeLimit = 2000;
