/** A form of every kind of value, for generated requests. */
export const fuzzForm = {
  schema: {
    type: 'object',
    required: ['first_name', 'last_name'],
    properties: {
      first_name: { type: 'string', title: 'First name', minLength: 1, maxLength: 100 },
      last_name: { type: 'string', title: 'Last name', minLength: 1, maxLength: 100 },
      mobile: { type: 'string', title: 'Mobile', readOnly: true },
      email: { type: 'string', title: 'Email', format: 'email', maxLength: 254 },
      dob: { type: 'string', title: 'Date of birth', format: 'date' },
      gender: { type: ['string', 'null'], title: 'Gender', enum: ['female', 'male', 'other', null] },
      address: { type: 'string', title: 'Address', maxLength: 500 },
      passport_number: { type: 'string', title: 'Passport', pattern: '^[A-Z0-9]*$', maxLength: 20 },
      age: { type: 'integer', title: 'Age', minimum: 0, maximum: 150 },
      income: { type: 'number', title: 'Income', multipleOf: 0.01 },
      news: { type: 'boolean', title: 'News' },
      password: { type: 'string', title: 'Password', writeOnly: true, maxLength: 50 },
      photo: { type: 'string', title: 'Photo', maxLength: 300 },
      tags: {
        type: 'array',
        title: 'Tags',
        maxItems: 5,
        uniqueItems: true,
        items: { type: 'string', maxLength: 30 },
      },
      pets: {
        type: 'array',
        title: 'Pets',
        maxItems: 3,
        items: {
          type: 'object',
          title: 'Pet',
          required: ['name'],
          properties: {
            name: { type: 'string', title: 'Name', minLength: 1 },
            legs: { type: 'integer', title: 'Legs' },
          },
        },
      },
      relatives: {
        type: 'object',
        title: 'Relatives',
        maxProperties: 4,
        additionalProperties: { type: 'string', title: 'Relation', maxLength: 40 },
      },
      payment: {
        title: 'Payment',
        oneOf: [
          {
            title: 'Card',
            type: 'object',
            required: ['card'],
            properties: { card: { type: 'string', title: 'Card' } },
          },
          {
            title: 'Bank',
            type: 'object',
            required: ['iban'],
            properties: { iban: { type: 'string', title: 'IBAN' } },
          },
        ],
      },
    },
    if: { required: ['age'], properties: { age: { minimum: 18 } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { license: { type: 'string', title: 'License', maxLength: 20 } } },
  },
  ui_schema: {
    photo: { 'ui:widget': 'upload', 'ui:options': { accept: ['image/*'], maxSize: 2000 } },
    'ui:options': {
      sections: [
        { id: 'about', title: 'About', fields: ['first_name', 'last_name', 'dob', 'gender'] },
        { id: 'more', title: 'More', fields: ['*'] },
      ],
    },
  },
};
