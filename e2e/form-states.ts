import { apiPaths } from '../shared/customer-api.ts';
import { openEdit } from './edit-page.ts';
import { listForm } from './list-form.ts';
import type { NamedPageState } from './page-states.ts';
import { signInThroughApi } from './sign-in.ts';
import { everything, fillWithErrors, widgetForm } from './widget-form.ts';

const lists = {
  phones: ['+971 50 123 4567', '+971 50 765 4321'],
  people: [{ name: 'Lina', pets: ['Cat'] }, { name: 'Omar' }],
};

/** States of profile forms other than the built-in one. */
export const formStates: readonly { form: object; states: readonly NamedPageState[] }[] = [
  {
    form: widgetForm,
    states: [
      openWith('widgets-empty', {}),
      openWith('widgets', everything),
      openWith('widgets-errors', everything, async (page) => {
        await fillWithErrors(page);
        await page.locator('.actions [type=submit]').first().click();
        await page.getByRole('alert').waitFor();
      }),
    ],
  },
  {
    form: listForm,
    states: [
      openWith('lists', lists),
      openWith('lists-errors', {}, async (page) => {
        const add = page.locator('#root_phones > [data-action=add]');
        await add.click();
        await page.locator('[name="root[phones][0]"]').fill('1');
        await page.locator('.actions [type=submit]').first().click();
        await page.getByRole('alert').waitFor();
      }),
    ],
  },
];

/** Opens the form with stored data, and then runs `act` on it. */
function openWith(
  name: string,
  data: object,
  act?: (page: Parameters<NamedPageState['open']>[0]) => Promise<void>,
): NamedPageState {
  return {
    name,
    async open(page, visitor) {
      await signInThroughApi(page, visitor);
      await page.request.post(apiPaths.update, { data });
      await openEdit(page);
      await act?.(page);
    },
  };
}
