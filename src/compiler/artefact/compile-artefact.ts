import type { Artefact, CompiledArtefact } from './artefact.ts';
import { canonicalJson } from './canonical-json.ts';
import { digest } from './digest.ts';

/**
 * Fixes an artefact's bytes and names them by digest. Both are computed when first asked for, and once:
 * `check` emits every pipeline but needs neither.
 */
export function compileArtefact(artefact: Artefact): CompiledArtefact {
  let bytes: string | undefined;
  let name: string | undefined;
  return {
    artefact,
    get bytes() {
      return (bytes ??= canonicalJson(artefact));
    },
    get digest() {
      return (name ??= digest(this.bytes));
    },
  };
}
