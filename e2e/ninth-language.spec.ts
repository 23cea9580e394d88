import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { projectFolder } from './program.ts';
import { withAndWithoutScript } from './with-and-without-script.ts';

/** They add Portuguese, with few texts, and replace a title in English. */
test.use({ variables: { LOCALES: path.join(projectFolder, 'examples/locales') } });

withAndWithoutScript((open, hasScript) => {
  test('a ninth language is chosen like the others, with English where it lacks a text', async ({
    page,
    signIn,
    pageErrors,
  }) => {
    await signIn(page);
    await open(page, '/edit');
    await expect(page.getByRole('heading', { name: 'Change your details' })).toBeVisible();
    await page.getByLabel('First name').fill('Rita');
    await page.locator('.language-menu > summary').click();
    await page.getByRole('button', { name: 'Português', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Alterar o seu perfil' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'pt');
    await expect(page.getByLabel('Nome próprio')).toHaveValue('Rita');
    await expect(page.getByText('(opcional)').first()).toBeVisible();
    await expect(page.getByLabel('Language')).toHaveValue('pt');
    await expect(page.getByText('About you')).toBeVisible();
    await page.getByLabel('Nome próprio').fill('');
    if (!hasScript) pageErrors.expect(/422.*edit/);
    await page.getByRole('button', { name: 'Guardar', exact: true }).click();
    await expect(page.getByRole('alert').getByRole('link')).toHaveText(['Nome próprio: campo obrigatório']);
    await page.getByLabel('Nome próprio').fill('Rita');
    await page.getByRole('button', { name: 'Guardar', exact: true }).click();
    await expect(page.getByText('O seu perfil foi guardado.')).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'pt');
  });
});
