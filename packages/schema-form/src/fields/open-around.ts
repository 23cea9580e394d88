/** Opens every group that hides an element. */
export function openAround(element: Element | null): void {
  const group = element?.closest('details');
  if (!group) return;
  group.open = true;
  openAround(group.parentElement);
}
