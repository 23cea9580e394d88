import { type ReactNode, use, useMemo } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { ControlsContext } from '../fields/controls-context.ts';
import { PlugInsContext } from '../fields/plug-ins-context.ts';
import { useFormStore } from '../store/store-context.ts';
import { createPlugIns } from './create-plug-ins.tsx';
import { createRegistry } from './create-registry.ts';
import type { FormRegistry } from './form-registry.ts';

export interface PlugInsProviderProps {
  /** The host's plug-ins. */
  registry: FormRegistry;
  children: ReactNode;
}

/** Provides the host's plug-ins to the fields of the form. Plug-ins receive the same props as in rjsf. */
export function PlugInsProvider({ registry, children }: PlugInsProviderProps) {
  const { texts } = useFormContext();
  const { root } = useFormStore();
  const controls = use(ControlsContext);
  const plugIns = useMemo(
    () => createPlugIns(registry, createRegistry({ own: registry, root, controls, texts })),
    [registry, root, controls, texts],
  );
  return <PlugInsContext value={plugIns}>{children}</PlugInsContext>;
}
