/** The field that says whose form it is: the one who sends it may be somebody else, or signed in no more. */
export const customerField = 'form_customer';
