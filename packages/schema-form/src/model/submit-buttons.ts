/** The buttons by which a form without script asks the server for something else than saving. */

/** The name of the buttons that change a list or a map; see list-changes.ts. */
export const listField = 'change_list';

/**
 * The URL to which a form without a script is submitted to be rendered again with its input; nothing is
 * saved.
 */
export const rerenderAddress = '?rerender';

/** The button beside a choice that submits there. Its value is the name of the list of branches. */
export const showField = 'form_show';
