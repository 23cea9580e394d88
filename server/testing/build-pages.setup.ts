import { buildPages } from '../build.ts';

/** The pages that the server draws, as `npm start` builds them. */
export const setup = buildPages;
