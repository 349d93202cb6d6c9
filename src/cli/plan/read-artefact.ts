import { compileArtefact, type Artefact, type CompiledArtefact } from '../../compiler/index.ts';
import { FailedOperation } from '../exit-code.ts';
import type { OperatorApi } from '../operator-api.ts';

/** A stored artefact. Undefined where there is none, or another one, under this digest. */
export async function readArtefact(
  api: Pick<OperatorApi, 'find'>,
  wanted: string,
): Promise<CompiledArtefact | undefined> {
  const path = `/api/v1/artefacts/${encodeURIComponent(wanted)}`;
  const found = await api.find<{ readonly artefact: Artefact }>(path).catch((thrown: unknown) => {
    // Bytes that are no JSON any more. A store that is away is told of by what is asked next.
    if (thrown instanceof FailedOperation) return undefined;
    throw thrown;
  });
  const compiled = found === undefined ? undefined : compileArtefact(found.artefact);
  return compiled?.digest === wanted ? compiled : undefined;
}
