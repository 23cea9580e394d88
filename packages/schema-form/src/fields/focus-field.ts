import { openAround } from '../controls/open-around.ts';

/** Moves the focus to a field. In a fieldset, the first invalid control takes it, or else the first control. */
export function focusField(field: HTMLElement): void {
  openAround(field);
  const control = field.matches('fieldset')
    ? (field.querySelector<HTMLElement>('input[aria-invalid]') ??
      field.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea') ??
      field)
    : field;
  control.focus();
  control.closest('.field')?.scrollIntoView({ block: 'center' });
}
