/** The texts that are the same in English and another language, on purpose; `*` stands for every language. */
export const sameAsEnglish: Readonly<Record<string, readonly string[]>> = {
  '*': ['playground.schema', 'playground.ui_schema', 'playground.kilobytes', 'playground.widthPixels'],
  es: ['playground.script', 'playground.total', 'app.errorTitle', 'form.no', 'form.errorCount_one'],
  fr: [
    'playground.documents',
    'playground.script',
    'playground.total',
    'form.contents',
    'form.kind',
    'form.minute',
    'form.palette',
    'kind.image',
  ],
  id: ['playground.data'],
  sw: ['playground.data'],
};
