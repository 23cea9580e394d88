/**
 * The field with the id of the customer whose form it is. The visitor who submits the form may be another
 * customer, or may no longer be signed in.
 */
export const customerField = 'form_customer';
