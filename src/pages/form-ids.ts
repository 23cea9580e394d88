/** The form of the profile, for the language switcher: without script it sends what is typed along. */
export const editFormId = 'profile-form';

/** That of the language switcher, for what the page of signing in has to send along with it. */
export const languageFormId = 'language';
