/** A form with a list of texts between two limits, and a list of objects that contain lists. */
export const listForm = {
  schema: {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: {
      nickname: { type: 'string', title: 'Nickname' },
      phones: {
        type: 'array',
        title: 'Phones',
        minItems: 2,
        maxItems: 3,
        items: { type: 'string', title: 'Phone', minLength: 3 },
      },
      people: {
        type: 'array',
        title: 'People',
        items: {
          type: 'object',
          title: 'Person',
          properties: {
            name: { type: 'string', title: 'Name' },
            pets: { type: 'array', title: 'Pets', items: { type: 'string' } },
          },
        },
      },
    },
  },
  ui_schema: {
    phones: { 'ui:help': 'At which we reach you.', 'ui:options': { copyable: true } },
  },
};
