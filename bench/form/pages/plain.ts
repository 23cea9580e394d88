import type { GeneratedField } from '../generated-form.ts';
import { containment, emailPattern, inputTypes, messages } from './hand-written.ts';
import { container, readPageState, reportSubmit } from './page-state.ts';

/** A form without any library: DOM elements and one listener. */

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const { sections, isContained } = readPageState();
const controls: { control: Control; field: GeneratedField; frame: HTMLElement }[] = [];

function create<K extends keyof HTMLElementTagNameMap>(name: K, className: string, text = '') {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

function createControl({ key, kind, value, options, isRequired }: GeneratedField): Control {
  const control = document.createElement(
    kind === 'choice' ? 'select' : kind === 'textarea' ? 'textarea' : 'input',
  );
  control.id = key;
  control.name = key;
  control.required = isRequired ?? false;
  if (control instanceof HTMLSelectElement) {
    control.append(new Option('Choose', ''));
    for (const [option, title] of options ?? []) control.append(new Option(title, option));
  }
  if (control instanceof HTMLInputElement) control.type = inputTypes[kind] ?? 'text';
  if (control instanceof HTMLInputElement && kind === 'boolean') control.checked = value === true;
  else control.value = String(value ?? '');
  if (kind !== 'boolean') control.className = 'input';
  return control;
}

function createField(field: GeneratedField): HTMLElement {
  const frame = create('div', 'field');
  const control = createControl(field);
  if (field.kind === 'boolean') {
    const label = create('label', 'choice');
    label.append(control, create('span', '', field.title));
    frame.append(label);
  } else {
    const label = create('label', 'field-label', field.title);
    label.htmlFor = field.key;
    frame.append(label, control);
  }
  controls.push({ control, field, frame });
  return frame;
}

function findError({ kind, isRequired, minLength, maxLength }: GeneratedField, value: string): string | null {
  if (isRequired && value === '') return messages.required;
  if (value === '') return null;
  if (kind === 'email' && !emailPattern.test(value)) return messages.email;
  if (minLength !== undefined && value.length < minLength) return messages.short(minLength);
  if (maxLength !== undefined && value.length > maxLength) return messages.long(maxLength);
  return null;
}

export function mount(): void {
  const form = create('form', 'form');
  form.noValidate = true;
  for (const section of sections) {
    const group = create('fieldset', 'group');
    if (isContained) Object.assign(group.style, containment);
    group.append(create('legend', 'group-title', section.title), ...section.fields.map(createField));
    form.append(group);
  }
  const button = create('button', 'button', 'Save');
  button.type = 'submit';
  form.append(button);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    let first: Control | null = null;
    for (const { control, field, frame } of controls) {
      const error = findError(field, control.value);
      const shown = document.getElementById(`${field.key}-error`);
      if (!error) {
        shown?.remove();
        continue;
      }
      first ??= control;
      const element = shown ?? create('p', 'field-error');
      element.id = `${field.key}-error`;
      element.textContent = error;
      frame.append(element);
    }
    if (first) first.focus();
    else reportSubmit(Object.fromEntries(new FormData(form)));
  });
  container.append(form);
}
