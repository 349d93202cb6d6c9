import { say } from '../../../message/index.ts';
import { child, makeDiagnostic, type Diagnostic, type SourceNode, type Text } from '../../../compiler/index.ts';
import { fileThere } from '../look-at-files.ts';
import type { Case, Judgement } from './judgement.ts';

/** The files that the local engine is to read are on this machine. */
export const missingFiles: Judgement = function* (given: Case): Iterable<Diagnostic> {
  for (const { engine, work } of given.pipelines) {
    if (engine.type !== 'local' || work.kind !== 'movement') continue;
    const { source } = work;
    if (source.path === undefined || isFolderMissing(source, given) || isMade(source, given)) continue;
    const path = knownPart(source.path);
    if (fileThere(given.root, source.datasource?.path, path)) continue;
    yield makeDiagnostic('SL1023', child(source.at, 'path'), say`\`${path}\` is not on this machine`, {
      notes: [say`the local engine reads it on the machine that runs it`],
      help: say`correct \`path\`, or put the file there`,
    });
  }
};

/** Said of the datasource already. */
function isFolderMissing({ datasource }: SourceNode, { datasources }: Case): boolean {
  return datasource !== undefined && (datasources.get(datasource.name)?.failures.length ?? 0) > 0;
}

function isMade({ datasource }: SourceNode, { pipelines }: Case): boolean {
  return pipelines.some(
    ({ work }) =>
      work.kind === 'movement' && work.sink.path !== undefined && work.sink.datasource?.name === datasource?.name,
  );
}

/** Folders in front of the first part that only a run knows. */
function knownPart(path: Text): string {
  if (typeof path === 'string') return path;
  const [first] = path.parts;
  return typeof first === 'string' ? first.slice(0, first.lastIndexOf('/') + 1) : '';
}
