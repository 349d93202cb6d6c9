import type { Artefact, CompiledArtefact } from './artefact.ts';
import { canonicalJson } from './canonical-json.ts';
import { digest } from './digest.ts';

/**
 * Fixes an artefact's bytes and names them by digest. Both are computed when first asked for, and once:
 * `check` emits every pipeline but needs neither.
 *
 * @param known Its digest, where that has been computed before.
 */
export function compileArtefact(artefact: Artefact, known?: string): CompiledArtefact {
  const { name, family } = artefact.pipeline;
  let bytes: string | undefined;
  let fixed = known;
  return {
    name,
    ...(family === undefined ? {} : { family }),
    artefact,
    get bytes() {
      return (bytes ??= canonicalJson(artefact));
    },
    get digest() {
      return (fixed ??= digest(this.bytes));
    },
  };
}
