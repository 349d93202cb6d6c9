import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { Location, Locator, SourceFile } from '../text/index.ts';
import { MAX_FILE_BYTES } from './decode-source.ts';
import { ioReason } from './io-reason.ts';
import { fileLocator } from './loaded-document.ts';
import type { RuleEvaluation } from './rule-evaluation.ts';
import { wholeFile } from './stretch.ts';

/** What a rule file says of a plan. */
export interface RuleAnswer extends Pick<RuleEvaluation, 'said' | 'diagnostics'> {
  /** From the project's root. */
  readonly path: string;
  /** Where its `export default` is. */
  readonly at: Location;
}

/** What all rules say, and the means to find places in their files. */
export interface RuleAnswers {
  readonly answers: readonly RuleAnswer[];
  locatorOf(file: string): Locator | undefined;
}

/** So much more a rule may use for each unit of the plan's JSON: as values, and to look at them. */
const MEMORY_FOR_UNIT = 24;
const UNITS_IN_MS = 4_000;

/**
 * Calls each rule of a project with a plan, each in a fresh VM. Never throws for what they do. Sandbox and transformer are loaded
 * only now: most projects have no rules.
 */
export async function runRules(root: string, paths: readonly string[], plan: string): Promise<RuleAnswers> {
  if (paths.length === 0) return { answers: [], locatorOf: () => undefined };
  const [{ evaluateRule }, { Sandbox, SANDBOX_LIMITS }, { TypeScriptModules }] = await Promise.all([
    import('./evaluate-rule.ts'),
    import('./sandbox.ts'),
    import('./typescript-graph.ts'),
  ]);
  const modules = new TypeScriptModules(root);
  const read = new Map<string, SourceFile>();
  const answers: RuleAnswer[] = [];
  await using sandbox = new Sandbox({
    memoryBytes: SANDBOX_LIMITS.memoryBytes + plan.length * MEMORY_FOR_UNIT,
    timeMs: SANDBOX_LIMITS.timeMs + plan.length / UNITS_IN_MS,
  });
  for (const path of paths) {
    const bytes = bytesOf(root, path);
    if (!Buffer.isBuffer(bytes)) {
      answers.push({ path, at: wholeFile(path), diagnostics: [bytes] });
      continue;
    }
    const { files, ...answer } = await evaluateRule(bytes, path, plan, modules, sandbox);
    for (const file of files) read.set(file.path, file);
    answers.push({ path, ...answer });
  }
  return {
    answers,
    locatorOf(path) {
      const file = read.get(path);
      return file === undefined ? undefined : fileLocator(file);
    },
  };
}

function bytesOf(root: string, path: string): Buffer | Diagnostic {
  try {
    const bytes = readFileSync(join(root, path));
    if (bytes.length <= MAX_FILE_BYTES) return bytes;
    return unreadable(path, say`it is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB`);
  } catch (error) {
    return unreadable(path, ioReason(error));
  }
}

function unreadable(path: string, reason: ReturnType<typeof say>): Diagnostic {
  return makeDiagnostic('SL0107', wholeFile(path), say`\`${path}\` cannot be read: ${reason}`);
}
