import type { LayoutParts } from '../layout-parts.ts';
import { Foldable } from './Foldable.tsx';
import { Steps } from './Steps.tsx';

export const layoutParts: LayoutParts = { Foldable, Steps };
