/** What the forms of signing in send beside a number and a code. */

/** The field that carries what was typed when a session was over, to be found again after signing in. */
export const sealedSubmissionField = 'sealed_submission';

/** The button that goes back to the first step. */
export const changeField = 'change';

/** The button that signs out on all devices, in the form that signs out. */
export const everywhereField = 'everywhere';
