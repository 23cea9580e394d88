/** Stands for what every query of TanStack's brings for lists that go on for ever; there is none here. */
export function infiniteQueryBehavior(): never {
  throw new Error('Infinite queries are left out of the build, see scripts/vite-slim.ts');
}
