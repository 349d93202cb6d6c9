import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { Location } from '../text/index.ts';
import { exportPlace, placeOf, refusedImport } from './evaluated-places.ts';
import type { Sandbox } from './sandbox.ts';
import type { JudgedPlan, SandboxReply } from './sandbox-protocol.ts';
import { notAnAnswer } from './not-an-answer.ts';
import type { RuleEvaluation } from './rule-evaluation.ts';
import { shapeMessage } from './shape-message.ts';
import { wholeFile } from './stretch.ts';
import type { TypeScriptGraph, TypeScriptModules } from './typescript-graph.ts';

/**
 * Calls a rule with a plan, as hermetically as a definition is evaluated: same files and same plan, same answer. Never throws
 * for what a rule does.
 *
 * @param plan As JSON; the rule gets it frozen.
 */
export async function evaluateRule(
  bytes: Uint8Array,
  path: string,
  plan: string,
  modules: TypeScriptModules,
  sandbox: Sandbox,
): Promise<RuleEvaluation> {
  const graph = modules.graph(path, bytes);
  const files = [...graph.modules.values()].map(({ file }) => file);
  const at = exportPlace(graph, path);
  if (graph.diagnostics.length > 0) return { files, at, diagnostics: graph.diagnostics };
  const reply = await sandbox.run({
    entry: path,
    modules: new Map([...graph.modules].map(([name, { code }]) => [name, code])),
    resolutions: graph.resolutions,
    plan,
  });
  const failed = (diagnostic: Diagnostic): RuleEvaluation => ({ files, at, diagnostics: [diagnostic] });
  const refused = reply.refusedImport === undefined ? undefined : refusedImport(reply.refusedImport, graph, path);
  if (refused !== undefined) return failed(refused);
  if (reply.outcome !== 'done') return failed(failure(reply, graph, path));
  // The prelude's `judge` wrote this JSON.
  const judged = JSON.parse(reply.json) as JudgedPlan;
  if ('violations' in judged) return { files, at, said: judged.violations, diagnostics: [] };
  if ('refused' in judged) return failed(notAnAnswer(at, shapeMessage(judged.refused)));
  const { name, message, stack } = judged;
  if (message === 'out of memory') return failed(failure({ id: reply.id, outcome: 'memory' }, graph, path));
  return failed(threw(name === '' || name === 'Error' ? message : `${name}: ${message}`, stack, graph, path));
}

function failure(reply: Exclude<SandboxReply, { outcome: 'done' }>, graph: TypeScriptGraph, entry: string): Diagnostic {
  switch (reply.outcome) {
    case 'shape':
      return noRule(reply.message, exportPlace(graph, entry));
    case 'threw':
      return threw(reply.message, reply.stack, graph, entry);
    case 'pending':
      return makeDiagnostic('SL1305', wholeFile(entry), say`the rule waits for a promise that nothing settles`, {
        help: say`there is nothing to wait for in a rule: remove the \`await\``,
      });
    case 'time':
      return makeDiagnostic('SL1306', wholeFile(entry), say`the rule ran too long and was stopped`, {
        help: say`look for a loop that does not end; a rule should take milliseconds`,
      });
    case 'memory':
      return makeDiagnostic('SL1306', wholeFile(entry), say`the rule needed too much memory and was stopped`, {
        help: say`look for a list that grows without end`,
      });
    case 'output':
      return makeDiagnostic('SL1306', wholeFile(entry), say`the rule gives more than 4 MB of violations`, {
        help: say`say once what is wrong with many pipelines`,
      });
  }
}

function noRule(found: string, at: Location): Diagnostic {
  return makeDiagnostic(
    'SL1307',
    at,
    found === 'undefined'
      ? say`\`export default\` is missing, or gives nothing`
      : say`\`export default\` gives no rule`,
    { help: say`export a function of the plan: \`export default definePolicy((plan) => [ … ])\`` },
  );
}

function threw(what: string, stack: string, graph: TypeScriptGraph, entry: string): Diagnostic {
  return makeDiagnostic('SL1305', placeOf(stack, graph) ?? wholeFile(entry), say`the rule threw: ${what}`, {
    ...(/'?(?:process|require|console|fetch|setTimeout|Buffer)'? is not defined/.test(what)
      ? { help: say`a rule has the language itself, \`sluice\` and the plan; give it what it needs as a constant` }
      : {}),
    ...(/read-only|not extensible|not configurable|frozen/.test(what)
      ? { help: say`a plan is read-only: make a list or a map of your own` }
      : {}),
  });
}
