/** A picture of one pixel. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');

/** A form with files; the limit of the photo is low, so that tests can exceed it. */
export const fileForm = {
  schema: {
    type: 'object',
    required: ['first_name'],
    properties: {
      first_name: { type: 'string', title: 'First name', minLength: 1 },
      photo: { type: 'string', title: 'Photo' },
      papers: { type: 'array', title: 'Papers', maxItems: 3, items: { type: 'string' } },
      letter: { type: 'string', title: 'Letter', format: 'data-url' },
      notes: { type: 'array', title: 'Notes', items: { type: 'string', format: 'data-url' } },
    },
  },
  ui_schema: {
    photo: { 'ui:widget': 'upload', 'ui:options': { accept: ['image/*'], maxSize: 2000 } },
    papers: { 'ui:widget': 'upload', 'ui:options': { accept: '.pdf, .txt' } },
  },
};
