/** What the forms of signing in send beside a number and a code. */

/** The field that carries what was typed when a session was over, to be found again after signing in. */
export const sealedSubmissionField = 'sealed_submission';

/** The button that goes back to the first step. */
export const changeField = 'change';

/** The country that a number without a country code belongs to. */
export const countryField = 'country';

/** The button that ends all sessions of the customer. */
export const everywhereField = 'everywhere';

/** The checkbox to stay signed in on this device. */
export const keepSignedInField = 'keep_signed_in';
