import { useEffect } from 'react';
import { focusField } from 'schema-form';

/** Moves the focus to the field that the fragment of the address names. Without script the browser does. */
export function useFieldInAddress(): void {
  useEffect(() => {
    const field = document.getElementById(getFragment());
    if (field) focusField(field);
  }, []);
}

function getFragment(): string {
  const fragment = window.location.hash.slice(1);
  try {
    return decodeURIComponent(fragment);
  } catch {
    // An address may have any text behind `#`.
    return fragment;
  }
}
