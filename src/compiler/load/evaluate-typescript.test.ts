import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evaluateTypeScript, type TypeScriptEvaluation } from './evaluate-typescript.ts';
import { Sandbox } from './sandbox.ts';
import { typeScriptLocator } from './typescript-locator.ts';
import { wordsOf } from '../../message/index.ts';
import { TypeScriptModules } from './typescript-graph.ts';

const PATH = 'pipelines/a.ts';
let root: string;
let sandbox: Sandbox;

beforeAll(() => {
  sandbox = new Sandbox({ timeMs: 400 });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-typescript-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function evaluate(text: string, others: Readonly<Record<string, string>> = {}): Promise<TypeScriptEvaluation> {
  for (const [path, content] of Object.entries(others)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return evaluateTypeScript(Buffer.from(text), PATH, new TypeScriptModules(root), sandbox);
}

async function values(text: string, others: Readonly<Record<string, string>> = {}): Promise<readonly unknown[]> {
  const { evaluated, diagnostics } = await evaluate(text, others);
  expect(diagnostics).toEqual([]);
  return evaluated?.values ?? [];
}

/** `code file:line:column "text under it" message`. */
async function findings(text: string, others: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const { diagnostics, files } = await evaluate(text, others);
  return diagnostics.map(({ at, code, message }) => {
    const file = files.find(({ path }) => path === at.file);
    const { start, end } = at.offsets ?? { start: 0, end: 0 };
    const { line, column } = file?.position(start) ?? {};
    return `${code} ${at.file}:${line}:${column} ${JSON.stringify(file?.text.slice(start, end))} ${wordsOf(message)}`;
  });
}

describe('evaluateTypeScript: values', () => {
  it('gives one definition, or several', async () => {
    const head = `import { definePipeline } from 'sluice'\n`;
    expect(await values(`${head}export default definePipeline({ name: 'a', n: 1, u: undefined })`)).toEqual([
      { name: 'a', n: 1 },
    ]);
    const many = await evaluate(
      `${head}interface T { t: string }\nexport default ['a', 'b'].map((t: string) => definePipeline({ name: \`\${t}-x\` }))`,
    );
    expect(many.evaluated).toMatchObject({ list: true, values: [{ name: 'a-x' }, { name: 'b-x' }] });
  });

  it('imports modules of the project and names them with their digests', async () => {
    const { evaluated, imports } = await evaluate(
      `import type { Z } from 'zod'\nimport { columns } from './_shared/columns'\nimport { zone } from '../shared/zone.ts'\nexport default { columns, zone }`,
      {
        'pipelines/_shared/columns.ts': `import { zone } from '../../shared/zone'\nexport const columns: string[] = [zone]`,
        'shared/zone.ts': `export enum Z { A = 'utc' }\nexport const zone = Z.A`,
      },
    );
    expect(evaluated?.values).toEqual([{ columns: ['utc'], zone: 'utc' }]);
    expect(imports.map(({ path }) => path)).toEqual(['pipelines/_shared/columns.ts', 'shared/zone.ts']);
    expect(imports[0]?.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('freezes what definePipeline is given', async () => {
    expect(
      await findings(
        `import { definePipeline } from 'sluice'\nconst p = definePipeline({ a: { b: 1 } })\np.a.b = 2\nexport default p`,
      ),
    ).toEqual([`SL0802 pipelines/a.ts:3:1 "p.a.b" definition threw: TypeError: 'b' is read-only`]);
  });

  it('takes top-level await and fixed dates', async () => {
    expect(
      await values(
        `const x = await Promise.resolve(1)\nexport default { x, d: new Date(0).toISOString(), z: new Date(2020, 0).getTimezoneOffset() }`,
      ),
    ).toEqual([{ x: 1, d: '1970-01-01T00:00:00.000Z', z: 0 }]);
  });

  it('locates a definition at its call', async () => {
    const { evaluated, file } = await evaluate(
      `// é\nimport { definePipeline } from 'sluice'\ntype A = string\nexport default [\n  definePipeline({ name: 'a' }),\n  { name: 'b' },\n  definePipeline({ name: 'c' }),\n]`,
    );
    if (evaluated === undefined) throw new Error('not evaluated');
    const locator = typeScriptLocator(file, evaluated);
    const at = (path: (string | number)[]): string => {
      const { start, end } = locator.span({ file: PATH, path, part: 'value' });
      return `${file.position(start).line}:${file.position(start).column} ${file.text.slice(start, end)}`;
    };
    expect(at([0, 'name'])).toBe('5:27 a');
    expect(at([0, 'owner'])).toBe('5:3 definePipeline');
    expect(at([1])).toBe('4:1 export default');
    expect(at([2, 'x', 3])).toBe('7:3 definePipeline');
    expect(at([])).toBe('4:1 export default');
  });

  it('gives the same bytes in another zone, folder and worker', async () => {
    const text = `export default { z: new Date(2020, 5, 1, 2).toString(), l: (1234.5).toLocaleString(), k: Object.keys({ b: 1, a: 2 }), s: new Error('x').stack, g: Object.getOwnPropertyNames(globalThis) }`;
    const first = JSON.stringify(await values(text));
    const { TZ } = process.env;
    const cwd = process.cwd();
    const other = new Sandbox();
    try {
      process.env['TZ'] = 'Asia/Kolkata';
      if (process.env['VITEST_POOL_ID'] === undefined) process.chdir(tmpdir());
      const again = await evaluateTypeScript(Buffer.from(text), PATH, new TypeScriptModules(root), other);
      expect(JSON.stringify(again.evaluated?.values)).toBe(first);
    } finally {
      if (TZ === undefined) delete process.env['TZ'];
      else process.env['TZ'] = TZ;
      if (process.cwd() !== cwd) process.chdir(cwd);
      await other.close();
    }
    expect(first).not.toContain(root);
  });
});

describe('evaluateTypeScript: mistakes', () => {
  it.each([
    ['a parse error', 'export default { a: ', 'SL0801 pipelines/a.ts:1:21 "" unexpected token'],
    [
      'a second declaration',
      'let a\nlet a\nexport default {}',
      'SL0801 pipelines/a.ts:2:5 "a" identifier `a` has already been declared',
    ],
    ['an empty file', ' \n', 'SL0102 pipelines/a.ts:1:1 " " `pipelines/a.ts` is empty'],
    [
      'a throw',
      'type A = 1\n\nexport default f()\nfunction f() { throw new RangeError("no") }',
      'SL0802 pipelines/a.ts:4:26 "RangeError" definition threw: RangeError: no',
    ],
    ['a thrown text', 'throw "no"', 'SL0802 pipelines/a.ts:1:1 "t" definition threw: no'],
    [
      'an await for nothing',
      'export default await new Promise(() => {})',
      'SL0802 pipelines/a.ts:1:1 "e" definition waits for a promise that nothing settles',
    ],
    [
      'no default export',
      'export const a = 1',
      'SL0805 pipelines/a.ts:1:1 "e" `export default` is missing, or gives nothing',
    ],
    [
      'a function',
      'export default () => 1',
      'SL0805 pipelines/a.ts:1:1 "export default" the definition is a function, not an object',
    ],
    [
      'a function inside',
      'export default { a: { b: [() => 1] } }',
      'SL0805 pipelines/a.ts:1:1 "export default" `a.b[0]` is a function, which is not data',
    ],
    [
      'a date inside',
      'export default [{ a: new Date(0) }]',
      'SL0805 pipelines/a.ts:1:1 "export default" `a` is a Date, which is not plain data (item 0 of the list)',
    ],
    [
      'a number that is none',
      'export default { a: 0 / 0 }',
      'SL0805 pipelines/a.ts:1:1 "export default" `a` is NaN, which is not a finite number',
    ],
    ['itself inside', 'const a = {}\na.a = a\nexport default a', 'nested deeper than 100 levels'],
    [
      'an own __proto__',
      'export default { ["__proto__"]: 1 }',
      'SL0805 pipelines/a.ts:1:1 "export default" `__proto__` is a key that is not allowed',
    ],
    [
      'a clock',
      'const t = 1\nexport default { a: Date.now() }',
      'Date.now() is not available: the same files must always give the same result',
    ],
    ['a new clock', 'export default { a: new Date() }', 'new Date() without arguments is not available'],
    [
      'a subclassed clock',
      'class D extends Date {}\nexport default { a: +new D() }',
      'new Date() without arguments is not available',
    ],
    [
      'a clock found by a way around',
      'const C = new Date(0).constructor as DateConstructor\nexport default { a: +new C() }',
      'new Date() without arguments is not available',
    ],
    ['randomness', 'export default { a: Math.random() }', 'Math.random() is not available'],
    [
      'a timer',
      'setTimeout(() => 1, 1)\nexport default {}',
      'SL0802 pipelines/a.ts:1:1 "setTimeout" definition threw: ReferenceError: setTimeout is not defined',
    ],
    ['no process', 'export default { a: process.pid }', 'process is not defined'],
    ['no require', 'export default { a: require("fs") }', 'require is not defined'],
    ['no fetch', 'export default { a: await fetch("http://127.0.0.1") }', 'fetch is not defined'],
  ])('reports %s', async (_, text, expected) => {
    const found = await findings(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it('places an error in the module that threw it', async () => {
    expect(
      await findings(`import { f } from './_f'\nexport default f()`, {
        'pipelines/_f.ts': 'type A = 1\nexport const f = () => {\n  throw new Error("bad")\n}',
      }),
    ).toEqual(['SL0802 pipelines/_f.ts:3:13 "Error" definition threw: bad']);
  });

  it.each([
    [
      'a built-in',
      `import fs from 'node:fs'\nexport default { a: fs }`,
      '1:17 "node:fs" `node:fs` cannot be imported: it is neither a relative path nor `sluice`',
    ],
    ['a package', `import { z } from 'zod'\nexport default { z }`, '1:20 "zod" `zod` cannot be imported'],
    [
      'a dynamic import',
      `const m = await import('node:fs')\nexport default { m }`,
      '1:25 "node:fs" `node:fs` cannot be imported',
    ],
    [
      'a computed import',
      `const m = await import('node' + ':fs')\nexport default { m }`,
      '1:17 "import(" `node:fs` cannot be imported: imports are written with a literal path',
    ],
    [
      'a swallowed import',
      `let m = 1\ntry { m = await import('node' + ':fs') } catch {}\nexport default { m }`,
      '2:17 "import(" `node:fs` cannot be imported',
    ],
    [
      'a way out of the root',
      `import { x } from '../../x'\nexport default { x }`,
      '1:20 "../../x" `../../x` cannot be imported: it leads out of the project',
    ],
    [
      'an absolute path',
      `import { x } from '/etc/passwd'\nexport default { x }`,
      '1:20 "/etc/passwd" `/etc/passwd` cannot be imported',
    ],
    [
      'a file that is not there',
      `import { x } from './x'\nexport default { x }`,
      '1:20 "./x" `./x` cannot be imported: `pipelines/x.ts` cannot be read: it does not exist',
    ],
  ])('refuses %s', async (_, text, expected) => {
    const found = await findings(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`SL0804 pipelines/a.ts:${expected}`);
  });

  it('refuses a link that leads out of the root', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'sluice-outside-'));
    await writeFile(join(outside, 'x.ts'), 'export const x = "secret"');
    await mkdir(join(root, 'pipelines'));
    await symlink(join(outside, 'x.ts'), join(root, 'pipelines/x.ts'));
    const found = await findings(`import { x } from './x'\nexport default { x }`);
    await rm(outside, { recursive: true });
    expect(found).toEqual(['SL0804 pipelines/a.ts:1:20 "./x" `./x` cannot be imported: it leads out of the project']);
  });
});

describe('evaluateTypeScript: attacks', () => {
  it.each([
    ['an infinite loop', 'for (;;) {}\nexport default {}'],
    ['an infinite loop that catches', 'for (;;) { try { for (;;) {} } catch {} }\nexport default {}'],
    ['an endless chain of promises', 'const f = async () => { for (;;) await 1 }\nexport default await f()'],
    ['a regular expression that backtracks', 'export default { a: /^(a+)+$/.test("a".repeat(40) + "b") }'],
    ['a loop in a getter', 'export default { get a() { for (;;) {} } }'],
    ['lists without end', 'const a: unknown[] = []\nfor (;;) a.push(new Array(1e5).fill(a.length))\nexport default {}'],
    ['buffers without end', 'const a: unknown[] = []\nfor (;;) a.push(new Uint8Array(1e6))\nexport default {}'],
    ['a text that doubles', 'let a = "x"\nfor (;;) a += a\nexport default {}'],
    [
      'an object that doubles',
      'let a: object = {}\nfor (let i = 0; i < 60; i += 1) a = { l: a, r: a }\nexport default a',
    ],
    [
      'a JSON.stringify bomb',
      'let a: unknown = "x".repeat(1000)\nfor (let i = 0; i < 30; i += 1) a = [a, a]\nJSON.stringify(a)\nexport default {}',
    ],
    ['a built-in that runs for ever', 'export default { a: new Array(2 ** 32 - 1).indexOf(1) }'],
    ['an output without measure', 'export default Array.from({ length: 50_000 }, () => ({ a: "x".repeat(200) }))'],
  ])('stops %s', async (_, text) => {
    const [diagnostic, ...more] = (await evaluate(text)).diagnostics;
    expect(more).toEqual([]);
    // A guest may see its own memory error and report it; either way nothing comes out.
    expect(['SL0803', 'SL0802']).toContain(diagnostic?.code);
    expect(await values('export default { ok: 1 }')).toEqual([{ ok: 1 }]);
  });

  it('has no way to the host through constructors', async () => {
    expect(
      await values(
        `const g = Function('return this')()\nexport default { p: typeof g.process, q: Function('return typeof process')(), r: typeof g.require, s: [].constructor.constructor('return typeof globalThis.Deno')(), w: typeof WebAssembly, sab: typeof SharedArrayBuffer, ref: typeof WeakRef, fin: typeof FinalizationRegistry, perf: typeof performance }`,
      ),
    ).toEqual([
      {
        p: 'undefined',
        q: 'undefined',
        r: 'undefined',
        s: 'undefined',
        w: 'undefined',
        sab: 'undefined',
        ref: 'undefined',
        fin: 'undefined',
        perf: 'undefined',
      },
    ]);
  });

  it('pollutes no prototype of the host, nor of the next definition', async () => {
    await evaluate(
      'Object.prototype.polluted = 1\nArray.prototype.map = () => []\nJSON.stringify = () => "{}"\nObject.keys = () => []\nexport default { a: 1 }',
    );
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(await values('export default { a: [1].map((x) => x + 1), p: {}.polluted ?? "clean" }')).toEqual([
      { a: [2], p: 'clean' },
    ]);
  });

  it('shows no path of this machine to a definition', async () => {
    const text = `let stack = ''\ntry { await import('x' + 'y') } catch (e) { stack = String(e.stack) + e.message }\nthrow new Error(stack)`;
    const { diagnostics } = await evaluate(text);
    expect(JSON.stringify(diagnostics)).not.toMatch(/node_modules|file:|wasm/);
  });

  it('evaluates nothing of a definition before', async () => {
    await evaluate('globalThis.left = 1\nexport default {}');
    expect(await values('export default { left: typeof globalThis.left }')).toEqual([{ left: 'undefined' }]);
  });
});
