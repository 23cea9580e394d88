import { createContext } from 'react';
import type { ChosenBranches } from '../model/choices.ts';

export const noBranches: ChosenBranches = {};

/** The branches that were chosen in a form that was posted without script; the host gives them. */
export const ChosenBranchesContext = createContext(noBranches);
