import { expect, test } from 'vitest';
import { renderForm } from '../testing/render-form.tsx';

test('the title and the description of the root schema stand above the form', async () => {
  const { html } = await renderForm({
    schema: { type: 'object', title: 'Household policy', description: 'We use it to price your cover.' },
  });
  expect(html).toMatch(/<h2 class="form-title"><bdi>Household policy<\/bdi><\/h2><p class="field-help"/);
  expect(html.indexOf('price your cover')).toBeLessThan(html.indexOf('<form'));
});
