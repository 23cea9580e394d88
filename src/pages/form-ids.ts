/** The id of the profile's form. Without script the language switcher submits that form. */
export const editFormId = 'profile-form';

/** The id of the language switcher's form. On the sign-in page it submits the sealed submission too. */
export const languageFormId = 'language';
