/** Opens every closed group around an element. */
export function openAround(element: Element | null): void {
  const group = element?.closest('details');
  if (!group) return;
  group.open = true;
  openAround(group.parentElement);
}
