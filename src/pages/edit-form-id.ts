/** The form of the profile, for the language switcher: without script it sends what is typed along. */
export const editFormId = 'profile-form';
