/** Opens every closed group that contains an element. */
export function openAround(element: Element | null): void {
  const group = element?.closest('details');
  if (!group) return;
  group.open = true;
  openAround(group.parentElement);
}
