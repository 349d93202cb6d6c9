import type { CompilationResult } from '../../../src/compiler/index.ts';
import { createReconciler, type Reconciler } from '../../../src/runtime/reconcile/reconciler.ts';
import type { RuntimeLab } from './runtime-lab.ts';

/** A reconciler of a lab, whose folder has at each reading what `desired` gives. */
export function labReconciler(lab: RuntimeLab, desired: () => CompilationResult): Reconciler {
  return createReconciler({
    ...lab,
    source: {
      kind: 'folder',
      async read() {
        const compilation = desired();
        return { revision: `sha256:${compilation.digest}`, compilation };
      },
      async watch() {},
    },
    deploymentsChanged: () => undefined,
  });
}
