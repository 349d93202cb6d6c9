import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { SourceFile } from '../text/index.ts';
import { exportPlace, placeOf, refusedImport } from './evaluated-places.ts';
import type { ImportedModule } from './imported-module.ts';
import type { Sandbox } from './sandbox.ts';
import type { SandboxReply, SandboxResult } from './sandbox-protocol.ts';
import { shapeMessage } from './shape-message.ts';
import { firstFrame } from './stack-frame.ts';
import { wholeFile } from './stretch.ts';
import type { TypeScriptGraph, TypeScriptModules } from './typescript-graph.ts';

/** A place in stripped code: line and column from 1, columns in UTF-16 units. */
export interface StrippedPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What a definition file came to; plain data, so that it can be kept in a cache. */
export interface EvaluatedDefinitions {
  /** True when the default export is a list: locations then begin with an index. */
  readonly list: boolean;
  readonly values: readonly unknown[];
  /** Where `definePipeline` was called for each value; null when it was not. */
  readonly calls: readonly (StrippedPlace | null)[];
}

export interface TypeScriptEvaluation {
  readonly file: SourceFile;
  readonly evaluated?: EvaluatedDefinitions;
  /** The files the result depends on besides the definition itself, with their SHA-256, sorted by path. */
  readonly imports: readonly ImportedModule[];
  readonly files: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Evaluates one TypeScript definition without files, network, clock, environment or randomness: same
 * files, same values. Never throws for what a definition does.
 */
export async function evaluateTypeScript(
  bytes: Uint8Array,
  path: string,
  modules: TypeScriptModules,
  sandbox: Sandbox,
): Promise<TypeScriptEvaluation> {
  const graph = modules.graph(path, bytes);
  const files = [...graph.modules.values()].map(({ file }) => file);
  const imports = [...graph.modules]
    .filter(([name]) => name !== path)
    .map(([name, { digest }]) => ({ path: name, digest }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const file = graph.modules.get(path)?.file ?? files[0];
  if (file === undefined) throw new Error(`${path} is not part of its own graph`);
  const failed = (diagnostics: readonly Diagnostic[]): TypeScriptEvaluation => ({ file, imports, files, diagnostics });
  if (graph.diagnostics.length > 0) return failed(graph.diagnostics);
  if (file.text.trim() === '') {
    return failed([
      makeDiagnostic('SL0102', wholeFile(path), say`\`${path}\` is empty`, {
        help: say`write a definition, or delete the file`,
      }),
    ]);
  }
  const reply = await sandbox.run({
    entry: path,
    modules: new Map([...graph.modules].map(([name, { code }]) => [name, code])),
    resolutions: graph.resolutions,
  });
  const problem = problemOf(reply, graph, path);
  if (problem !== undefined || reply.outcome !== 'done') return failed(problem === undefined ? [] : [problem]);
  // The prelude's `finish` wrote this JSON.
  const result = JSON.parse(reply.json) as SandboxResult;
  const calls = result.calls.map((stack) => (stack === null ? null : (firstFrame(stack, path) ?? null)));
  return { file, imports, files, diagnostics: [], evaluated: { list: result.list, values: result.values, calls } };
}

function problemOf(reply: SandboxReply, graph: TypeScriptGraph, entry: string): Diagnostic | undefined {
  if (reply.refusedImport !== undefined) return refusedImport(reply.refusedImport, graph, entry);
  switch (reply.outcome) {
    case 'done':
      return undefined;
    case 'shape':
      return noPipelines(reply, graph, entry);
    case 'threw':
      return makeDiagnostic(
        'SL0802',
        placeOf(reply.stack, graph) ?? wholeFile(entry),
        say`definition threw: ${reply.message}`,
        {
          notes: [say`nothing of this file is known, so its pipelines are left as they are`],
          ...(/'?(?:process|require|console|fetch|setTimeout|Buffer)'? is not defined/.test(reply.message)
            ? { help: say`a definition has the language itself and \`sluice\`; give it what it needs as a constant` }
            : {}),
        },
      );
    case 'pending':
      return makeDiagnostic('SL0802', wholeFile(entry), say`definition waits for a promise that nothing settles`, {
        help: say`there is nothing to wait for in a definition: remove the \`await\``,
      });
    case 'time':
      return makeDiagnostic('SL0803', wholeFile(entry), say`definition ran too long and was stopped`, {
        help: say`look for a loop that does not end; a definition should take milliseconds`,
      });
    case 'memory':
      return makeDiagnostic('SL0803', wholeFile(entry), say`definition needed too much memory and was stopped`, {
        help: say`a definition may use 64 MB; look for a list that grows without end`,
      });
    case 'output':
      return makeDiagnostic('SL0803', wholeFile(entry), say`definition gives more than 4 MB of pipelines`, {
        help: say`split it into several files`,
      });
  }
}

function noPipelines(
  reply: Extract<SandboxReply, { outcome: 'shape' }>,
  graph: TypeScriptGraph,
  entry: string,
): Diagnostic {
  const nothing = reply.message === 'the definition is undefined, not an object' && reply.index === null;
  const at = (reply.call === null ? undefined : placeOf(reply.call, graph)) ?? exportPlace(graph, entry);
  return makeDiagnostic(
    'SL0805',
    at,
    nothing
      ? say`\`export default\` is missing, or gives nothing`
      : reply.index === null
        ? shapeMessage(reply.message)
        : say`${shapeMessage(reply.message)} (item ${reply.index} of the list)`,
    { help: say`export a pipeline or a list of them: \`export default definePipeline({ … })\`` },
  );
}
