import type { Artefact, CompiledArtefact } from './artefact.ts';
import { canonicalJson } from './canonical-json.ts';
import { digest } from './digest.ts';

/** Fixes an artefact's bytes and names them by digest. */
export function compileArtefact(artefact: Artefact): CompiledArtefact {
  const bytes = canonicalJson(artefact);
  return { artefact, digest: digest(bytes), bytes };
}
