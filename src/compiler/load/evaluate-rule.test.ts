import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wordsOf } from '../../message/index.ts';
import { evaluateRule } from './evaluate-rule.ts';
import type { RuleEvaluation } from './rule-evaluation.ts';
import { Sandbox } from './sandbox.ts';
import { TypeScriptModules } from './typescript-graph.ts';

const PATH = 'policies/a.ts';
const PLAN = { changes: [{ pipeline: 'orders', owners: ['ann'], values: [{ path: '/table', before: 'a' }] }] };
let root: string;
let sandbox: Sandbox;

beforeAll(() => {
  sandbox = new Sandbox({ timeMs: 400 });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-rule-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function evaluate(text: string, others: Readonly<Record<string, string>> = {}): Promise<RuleEvaluation> {
  for (const [path, content] of Object.entries(others)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return evaluateRule(Buffer.from(text), PATH, JSON.stringify(PLAN), new TypeScriptModules(root), sandbox);
}

/** A rule whose body is this, called with `plan`. */
const rule = (body: string): string =>
  `import { definePolicy } from 'sluice'\nexport default definePolicy((plan: any): any => { ${body} })`;

/** `code message`, and the text that it is about. */
async function finding(text: string): Promise<string> {
  const { diagnostics, files, said } = await evaluate(text);
  expect(said).toBeUndefined();
  expect(diagnostics).toHaveLength(1);
  return diagnostics
    .map(({ code, message, at }) => {
      const file = files.find(({ path }) => path === at.file);
      const under = file?.text.slice(at.offsets?.start, at.offsets?.end);
      return `${code} "${under}" ${wordsOf(message)}`;
    })
    .join('');
}

describe('evaluateRule', () => {
  it('gives the rule the plan, and gives back what it returns as plain data', async () => {
    const { said, diagnostics, files } = await evaluate(
      `import { about } from './_words'\nexport default ({ changes }: any) => changes.map((each: any) => about(each.pipeline, each.values[0].path))`,
      {
        'policies/_words.ts':
          'export const about = (pipeline: string, path: string) => ({ pipeline, path, message: "no", severity: undefined })',
      },
    );
    expect(diagnostics).toEqual([]);
    expect(said).toEqual([{ pipeline: 'orders', path: '/table', message: 'no' }]);
    expect(files.map(({ path }) => path).sort()).toEqual(['policies/_words.ts', PATH]);
  });

  it('sees the same of a plan every time, and nothing of another rule', async () => {
    const text = rule('globalThis.seen = (globalThis.seen ?? 0) + 1; return [{ message: String(globalThis.seen) }]');
    expect((await evaluate(text)).said).toEqual([{ message: '1' }]);
    expect((await evaluate(text)).said).toEqual([{ message: '1' }]);
  });

  it.each([
    ['a plan', 'plan.changes = []'],
    ['a list of it', 'plan.changes.push(1)'],
    ['what lies deep in it', 'plan.changes[0].values[0].before = "b"'],
    ['a list by its own method', 'Array.prototype.sort.call(plan.changes[0].owners); delete plan.changes[0].owners[0]'],
  ])('keeps a rule from changing %s', async (_, body) => {
    expect(await finding(rule(`${body}; return []`))).toMatch(/^SL1305 ".*" the rule threw: TypeError: /);
  });

  it.each([
    ['process', 'process.exit(0)', 'process is not defined'],
    ['the network', 'fetch("http://127.0.0.1")', 'fetch is not defined'],
    ['files', 'require("fs")', 'require is not defined'],
    ['timers', 'setTimeout(() => 1, 1)', 'setTimeout is not defined'],
    ['the clock', 'Date.now()', 'Date.now() is not available: the same files must always give the same result'],
    ['the clock by a new date', 'new Date()', 'new Date() without arguments is not available'],
    ['randomness', 'Math.random()', 'Math.random() is not available'],
    ['the host by a constructor', 'plan.constructor.constructor("return process")().pid', 'process is not defined'],
    ['what it throws', 'throw new Error("no plan like this")', 'the rule threw: no plan like this'],
    ['what is no error', 'throw "text"', 'the rule threw: text'],
    ['a call too deep', 'const f = (n: number): number => f(n + 1) + 1; f(0)', 'SL130'],
  ])('finds %s in a rule that reaches for it', async (_, body, expected) => {
    expect(await finding(rule(`${body}; return []`))).toContain(expected);
  });

  it('says where a rule threw', async () => {
    expect(await finding(rule('return plan.changes.map(({ file }) => file.length)'))).toMatch(
      /^SL1305 "file\.length" /,
    );
  });

  it.each([
    ['a loop that does not end', 'while (true) {}', 'ran too long'],
    ['a loop in a catch', 'while (true) { try { while (true) {} } catch {} }', 'ran too long'],
    ['a regular expression that does not end', '/^(a+)+$/.test("a".repeat(40) + "b")', 'ran too long'],
    [
      'a list that grows without end',
      'const all = []; while (true) all.push(new Uint8Array(8_000_000))',
      'too much memory',
    ],
    [
      'more violations than anybody reads',
      'return Array.from({ length: 500 }, () => ({ message: "x".repeat(10_000) }))',
      '4 MB',
    ],
  ])('stops %s', async (_, body, expected) => {
    const found = await finding(rule(`${body}; return []`));
    expect(found).toMatch(/^SL1306 /);
    expect(found).toContain(expected);
  });

  it('goes on with the next rule after one was stopped', async () => {
    await evaluate(rule('while (true) {}'));
    expect((await evaluate(rule('return []'))).said).toEqual([]);
  });

  it.each([
    ['nothing', 'const a = 1', 'SL1307 "c" `export default` is missing, or gives nothing'],
    ['an empty file', '', 'SL1307 "" `export default` is missing, or gives nothing'],
    ['a list', 'export default []', 'SL1307 "export default" `export default` gives no rule'],
    ['a pipeline', 'export default { name: "a" }', 'SL1307 "export default" `export default` gives no rule'],
    [
      'a promise',
      'export default async () => []',
      'SL1308 "export default" the rule gives no violations: `violations` is a Promise',
    ],
    [
      'a function',
      'export default () => [() => 1]',
      'SL1308 "export default" the rule gives no violations: `violations[0]` is a function',
    ],
    ['nothing at all', 'export default () => {}', '`violations` is undefined, which is not data'],
    ['itself', 'export default () => { const a: any[] = []; a.push(a); return a }', 'contains itself'],
    ['no TypeScript', 'export default (', 'SL0801'],
    ['an import of a package', 'import fs from "fs"\nexport default () => [fs]', 'SL0804 "fs" `fs` cannot be imported'],
    ['an import that is computed', 'const n = "f" + "s"\nawait import(n)\nexport default () => []', 'SL0804'],
    [
      'a wait for ever',
      'await new Promise(() => 1)\nexport default () => []',
      'SL1305 "a" the rule waits for a promise',
    ],
    ['an error before it is called', 'null.x\nexport default () => []', 'SL1305'],
  ])('says what is wrong with a file that gives %s', async (_, text, expected) => {
    expect(await finding(text)).toContain(expected);
  });
});
