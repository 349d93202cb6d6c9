import { rm, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LSPErrorCodes, type CodeAction, type TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { writeBaseProject } from '../support/base-project.ts';
import { LanguageClient, marked, uriIn, type ClientOptions } from '../support/language-client.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const CUSTOMERS = `name: customers-to-ods
schedule: { every: 1h }
engine: batch
source: { datasource: erp, table: customers, columns: [id bigint] }
sink: { datasource: ods, table: ods_customers }
`;
const ORDERS = `name: orders-to-ods
schedule: { cron: "0 0 3 * * ?" }
engine: batch
dependsOn: [customers-to-ods]
source:
  datasource: erp
  table: orders
  columns:
    - { name: id, type: bigint }
    - { name: amount, type: "decimal(18,2)" }
  where: "d = '\${bizdate}'"
sink:
  datasource: ods
  table: ods_orders
  mode: upsert
  key: [id]
`;
const WEATHER = `import { definePipeline } from 'sluice'

export default definePipeline({
  name: 'weather',
  schedule: { every: '1h' },
  engine: 'batch',
  source: { datasource: 'erp', table: 'weather', columns: ['id bigint', 'place varchar(20)'] },
  sink: { datasource: 'ods', table: 'ods_weather', mode: 'upsert', key: ['id'] },
})
`;
const FILES = {
  'pipelines/customers.yaml': CUSTOMERS,
  'pipelines/orders.yaml': ORDERS,
  'pipelines/weather.ts': WEATHER,
};

let folder: TempDir;
let client: LanguageClient;

beforeEach(async () => {
  folder = await tempDir('sluice lsp-ü-');
  await writeBaseProject(folder.path, FILES, 'whole');
});
afterEach(async () => {
  client.process.kill('SIGKILL');
  await client.exited;
  await folder[Symbol.asyncDispose]();
});

const uri = (path: string): string => uriIn(folder.path, path);

async function start(options: ClientOptions = {}): Promise<void> {
  client = await LanguageClient.start({ folders: [folder.path], ...options });
}

/** Opens a file with a text, and gives the place of `¦` in it. */
async function open(
  path: string,
  text: string,
): Promise<{ readonly uri: string; readonly position: { line: number; character: number } }> {
  const place = marked(text);
  await client.open(uri(path), place.text);
  return { uri: uri(path), position: place.position };
}

const at = (text: string, piece: string, offset: number): string => {
  const index = text.indexOf(piece) + offset;
  return `${text.slice(0, index)}¦${text.slice(index)}`;
};
const codes = (found: readonly { readonly code?: string | number }[]): unknown[] => found.map(({ code }) => code);
const hasError = (found: readonly { readonly severity?: number }[]): boolean =>
  found.some(({ severity }) => severity === 1);

/** A text after the edits of actions. */
const mended = (uriOfFile: string, text: string, actions: readonly CodeAction[]): string => {
  const edits = actions.flatMap((action) => action.edit?.changes?.[uriOfFile] ?? []);
  return TextDocument.applyEdits(TextDocument.create(uriOfFile, 'yaml', 1, text), edits);
};

describe('findings', () => {
  it('shows what is typed and not saved, at its place, and takes it back when it is mended', async () => {
    await start();
    const orders = uri('pipelines/orders.yaml');
    await client.open(orders, ORDERS.replace('where:', 'wehre:'));
    const [found] = await client.diagnostics(orders, hasError);
    expect(found).toMatchObject({
      range: { start: { line: 10, character: 2 }, end: { line: 10, character: 7 } },
      severity: 1,
      source: 'sluice',
    });
    expect(found?.message).toContain('`wehre`');
    expect(found?.message).toMatch(/^help: .*`where`/m);
    expect(found?.codeDescription?.href).toMatch(/^file:.*\/docs\/diagnostics\/SL\d{4}\.md$/);
    await client.change(orders, ORDERS);
    await client.diagnostics(orders, (now) => !hasError(now));
    expect(client.versionOf(orders)).toBe(2);
  });

  it('shows findings in files that are not open, and forgets those of a file that is deleted', async () => {
    await writeFiles(folder.path, { 'pipelines/broken.yaml': 'name: broken\nnonsense: 1\n' });
    await start();
    const broken = uri('pipelines/broken.yaml');
    await client.diagnostics(broken, hasError);
    await rm(join(folder.path, 'pipelines/broken.yaml'));
    await client.changedOnDisk(broken, 3);
    expect(await client.diagnostics(broken, (found) => found.length === 0)).toEqual([]);
  });

  it('moves findings with a file that is renamed', async () => {
    await writeFiles(folder.path, { 'pipelines/broken.yaml': 'name: broken\nnonsense: 1\n' });
    await start();
    await client.diagnostics(uri('pipelines/broken.yaml'), hasError);
    await rename(join(folder.path, 'pipelines/broken.yaml'), join(folder.path, 'pipelines/other.yaml'));
    await client.changedOnDisk(uri('pipelines/broken.yaml'), 3);
    await client.changedOnDisk(uri('pipelines/other.yaml'), 1);
    await client.diagnostics(uri('pipelines/other.yaml'), hasError);
    await client.diagnostics(uri('pipelines/broken.yaml'), (found) => found.length === 0);
  });

  it('shows other places, and speaks the language that the editor asks for', async () => {
    await start({ initializationOptions: { language: 'zh' } });
    const again = uri('pipelines/again.yaml');
    await client.open(again, ORDERS);
    const found = await client.diagnostics(uri('pipelines/orders.yaml'), hasError);
    const double = found.find(({ code }) => code === 'SL0301');
    expect(double?.relatedInformation?.[0]?.location.uri).toBe(again);
    expect(double?.message).toMatch(/[\u4E00-\u9FFF]/);
  });

  it('takes the language from the command line, too', async () => {
    await start({ args: ['--lang', 'zh'] });
    await client.open(uri('pipelines/orders.yaml'), ORDERS.replace('where:', 'wehre:'));
    const [found] = await client.diagnostics(uri('pipelines/orders.yaml'), hasError);
    expect(found?.message).toMatch(/[\u4E00-\u9FFF]/);
  });

  it('shows findings of TypeScript at their text', async () => {
    await start();
    const weather = uri('pipelines/weather.ts');
    await client.open(weather, WEATHER.replace("'erp'", "'erpp'"));
    const [found] = await client.diagnostics(weather, hasError);
    expect(found).toMatchObject({
      code: 'SL0302',
      range: { start: { line: 6, character: 25 }, end: { line: 6, character: 29 } },
    });
  });

  it('counts in UTF-16 units, and takes Windows line ends', async () => {
    await start();
    const orders = uri('pipelines/orders.yaml');
    const text = ORDERS.replace('schedule: {', 'tags: ["🚀🚀", 7]\nschedule: {').replaceAll('\n', '\r\n');
    await client.open(orders, text);
    const [found] = await client.diagnostics(orders, hasError);
    expect(found?.range).toEqual({ start: { line: 1, character: 15 }, end: { line: 1, character: 16 } });
  });

  it('follows small edits', async () => {
    await start();
    const orders = uri('pipelines/orders.yaml');
    await client.open(orders, ORDERS.replace('where:', 'wehre:'));
    await client.diagnostics(orders, hasError);
    await client.edit(orders, [
      { range: { start: { line: 10, character: 3 }, end: { line: 10, character: 5 } }, text: 'he' },
    ]);
    await client.diagnostics(orders, (found) => !hasError(found));
  });

  it('checks a file that is not on disk yet, and no more when it is closed', async () => {
    await start();
    const fresh = uri('pipelines/fresh.yaml');
    await client.open(fresh, 'name: fresh\nnonsense: 1\n');
    await client.diagnostics(fresh, hasError);
    await client.close(fresh);
    await client.diagnostics(fresh, (found) => found.length === 0);
  });
});

describe('fixes', () => {
  it('offers a suggestion as a quick fix that mends the text', async () => {
    await start();
    const orders = uri('pipelines/orders.yaml');
    const text = ORDERS.replace('where:', 'wehre:');
    await client.open(orders, text);
    const place = { start: { line: 10, character: 4 }, end: { line: 10, character: 4 } };
    const [fix] = await client.codeActions(orders, place, ['quickfix']);
    expect(fix?.kind).toBe('quickfix');
    expect(codes(fix?.diagnostics ?? [])).toHaveLength(1);
    const edits = fix?.edit?.changes?.[orders] ?? [];
    expect(TextDocument.applyEdits(TextDocument.create(orders, 'yaml', 1, text), edits)).toBe(ORDERS);
    expect(
      await client.codeActions(orders, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, [
        'quickfix',
      ]),
    ).toEqual([]);
  });

  const whole = { start: { line: 0, character: 0 }, end: { line: 17, character: 0 } };
  /** A file whose mistakes are mended without a look: what `check --fix` does to it. */
  const MISTAKEN = ORDERS.replace('${bizdate}', '${fire:YYYY-MM-dd}');

  it('mends everything that is safe to mend at once, and finds nothing certain after that', async () => {
    await start();
    const orders = uri('pipelines/orders.yaml');
    await client.open(orders, MISTAKEN);
    const all = await client.codeActions(orders, whole, ['source.fixAll']);
    expect(all.map(({ kind }) => kind)).toEqual(['source.fixAll.sluice']);
    const text = mended(orders, MISTAKEN, all);
    expect(text).toContain('${fire:yyyy-MM-dd}');
    await client.change(orders, text);
    expect(await client.codeActions(orders, whole, ['source.fixAll'])).toEqual([]);
  });

  it('works the edit out when it is taken, for an editor that asks then', async () => {
    await start({ capabilities: { textDocument: { codeAction: { resolveSupport: { properties: ['edit'] } } } } });
    const orders = uri('pipelines/orders.yaml');
    await client.open(orders, MISTAKEN);
    const [offer] = await client.codeActions(orders, whole, ['source.fixAll.sluice']);
    expect(offer?.edit).toBeUndefined();
    const taken = await client.connection.sendRequest<CodeAction>('codeAction/resolve', offer);
    expect(mended(orders, MISTAKEN, [taken])).toContain('${fire:yyyy-MM-dd}');
  });
});

describe('completion, hover, definition, symbols', () => {
  it('completes in a file that does not parse', async () => {
    await start();
    const place = await open('pipelines/orders.yaml', ORDERS.replace('  datasource: erp\n', '  datasource: ¦\n  wh\n'));
    const items = await client.completion(place.uri, place.position);
    expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(['erp', 'ods']));
  });

  it('knows a datasource that another open file names and nobody saved', async () => {
    await start();
    await client.open(uri('datasources/crm.yaml'), 'name: crm\ntype: mysql\nhost: crm\ndatabase: crm\n');
    const place = await open('pipelines/orders.yaml', at(ORDERS, 'datasource: erp', 12));
    await client.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: place.uri },
      position: place.position,
    });
    const items = await client.completion(place.uri, place.position);
    expect(items.map(({ label }) => label)).toContain('crm');
  });

  it('completes in TypeScript', async () => {
    await start();
    const place = await open('pipelines/weather.ts', at(WEATHER, "engine: 'batch'", 9));
    expect((await client.completion(place.uri, place.position)).map(({ label }) => label)).toContain('batch');
  });

  it('offers plain text to an editor without snippets', async () => {
    await start({ capabilities: {} });
    const place = await open('pipelines/new.yaml', 'name: new\nsch¦\n');
    const schedule = (await client.completion(place.uri, place.position)).find(({ label }) => label === 'schedule');
    expect(schedule).toMatchObject({ insertTextFormat: 1, textEdit: { newText: 'schedule:\n  cron: ""' } });
  });

  it('hovers and leads to declarations, in both languages', async () => {
    await start();
    const yaml = await open('pipelines/orders.yaml', at(ORDERS, '0 0 3', 2));
    const hover = await client.hover(yaml.uri, yaml.position);
    expect(hover?.contents).toMatchObject({ kind: 'markdown', value: expect.stringContaining('every day at 03:00') });
    expect(hover?.contents).toMatchObject({ value: expect.stringContaining('| Asia/Shanghai | UTC |') });
    const erp = await client.definition(yaml.uri, marked(at(ORDERS, 'datasource: erp', 13)).position);
    expect(erp).toEqual({
      uri: uri('datasources/erp.yaml'),
      range: { start: { line: 0, character: 6 }, end: { line: 0, character: 9 } },
    });
    const script = await open('pipelines/weather.ts', at(WEATHER, "key: ['id']", 7));
    expect(await client.definition(script.uri, script.position)).toMatchObject({
      uri: script.uri,
      range: { start: { line: 6, character: 60 } },
    });
    expect((await client.hover(script.uri, marked(at(WEATHER, "'batch'", 3)).position))?.contents).toMatchObject({
      value: expect.stringContaining('engine `batch`'),
    });
  });

  it('formats a file as `sluice fmt` does', async () => {
    await start();
    const text = ORDERS.replace('name: orders', 'name:    orders');
    await client.open(uri('pipelines/orders.yaml'), text);
    const edits = await client.connection.sendRequest<TextEdit[]>('textDocument/formatting', {
      textDocument: { uri: uri('pipelines/orders.yaml') },
      options: { tabSize: 2, insertSpaces: true },
    });
    const formatted = TextDocument.applyEdits(TextDocument.create('', 'yaml', 1, text), edits);
    expect(formatted.split('\n')[0]).toBe('name: orders-to-ods');
  });

  it('lists symbols of a file and of the workspace', async () => {
    await start();
    const place = await open('pipelines/orders.yaml', `¦${ORDERS}`);
    const symbols = await client.connection.sendRequest<{ name: string }[]>('textDocument/documentSymbol', {
      textDocument: { uri: place.uri },
    });
    expect(symbols.map(({ name }) => name)).toEqual(['name', 'schedule', 'engine', 'dependsOn', 'source', 'sink']);
    const found = await client.connection.sendRequest<{ name: string }[]>('workspace/symbol', { query: 'weather' });
    expect(found.map(({ name }) => name)).toEqual(['weather']);
  });
});

describe('workspaces', () => {
  it('works for a single file, without a folder', async () => {
    await start({ folders: [] });
    await client.open(uri('pipelines/orders.yaml'), ORDERS.replace('where:', 'wehre:'));
    await client.diagnostics(uri('pipelines/orders.yaml'), hasError);
  });

  it('keeps projects of several folders, and folders in folders, apart', async () => {
    await using second = await tempDir();
    await writeBaseProject(second.path, { 'pipelines/a.yaml': CUSTOMERS.replace('erp', 'erpp') });
    await writeBaseProject(join(folder.path, 'inner'), { 'pipelines/b.yaml': CUSTOMERS.replace('erp', 'nope') });
    await start({ folders: [folder.path, second.path] });
    expect(codes(await client.diagnostics(uriIn(second.path, 'pipelines/a.yaml'), hasError))).toContain('SL0302');
    await client.open(uri('inner/pipelines/b.yaml'), CUSTOMERS.replace('erp', 'nope'));
    await client.diagnostics(uri('inner/pipelines/b.yaml'), hasError);
    // the same pipeline's name in three projects is no duplicate
    expect(codes(await client.diagnostics(uri('inner/pipelines/b.yaml'), () => true))).not.toContain('SL0301');
  });

  it('adds and forgets folders', async () => {
    await using second = await tempDir();
    await writeBaseProject(second.path, { 'pipelines/a.yaml': CUSTOMERS.replace('erp', 'erpp') });
    await start();
    const added = { uri: uriIn(second.path, ''), name: 'second' };
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [added], removed: [] },
    });
    await client.diagnostics(uriIn(second.path, 'pipelines/a.yaml'), hasError);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [added] },
    });
    await client.diagnostics(uriIn(second.path, 'pipelines/a.yaml'), (found) => found.length === 0);
  });

  it('says that a definition outside of any project is not checked, and nothing else of it', async () => {
    await using outside = await tempDir();
    await start();
    const stray = uriIn(outside.path, 'pipelines/a.yaml');
    await client.open(stray, 'nonsense: 1\n');
    await client.until(() => client.messages.find((message) => message.includes('is not checked')));
    expect(await client.completion(stray, { line: 0, character: 0 })).toEqual([]);
    expect(client.published.has(stray)).toBe(false);
  });

  it('follows sluice.yaml on disk: changed, deleted, made anew', async () => {
    await start();
    const orders = uri('pipelines/orders.yaml');
    await client.open(orders, ORDERS);
    const project = join(folder.path, 'sluice.yaml');
    await client.hover(orders, { line: 0, character: 0 });
    await writeFiles(folder.path, { 'sluice.yaml': 'name: shop\nengines: { other: { type: local } }\n' });
    await client.changedOnDisk(uri('sluice.yaml'), 2);
    expect(codes(await client.diagnostics(orders, hasError))).toContain('SL0303');
    await rm(project);
    await client.changedOnDisk(uri('sluice.yaml'), 3);
    await client.diagnostics(orders, (found) => found.length === 0);
    expect(await client.completion(orders, { line: 2, character: 8 })).toEqual([]);
    await writeFiles(folder.path, { 'sluice.yaml': 'name: shop\nengines: { other: { type: local } }\n' });
    await client.changedOnDisk(uri('sluice.yaml'), 1);
    await client.diagnostics(orders, hasError);
  });

  it('keeps the names of a project while its sluice.yaml is broken', async () => {
    await start();
    const place = await open('pipelines/orders.yaml', at(ORDERS, 'engine: batch', 8));
    await client.hover(place.uri, place.position);
    await client.open(uri('sluice.yaml'), 'name: [shop\n');
    await client.diagnostics(uri('sluice.yaml'), hasError);
    expect((await client.completion(place.uri, place.position)).map(({ label }) => label)).toContain('batch');
  });
});

describe('the protocol', () => {
  it('ends with 0 after shutdown, and refuses questions in between', async () => {
    await start();
    await client.connection.sendRequest('shutdown');
    await expect(client.hover(uri('pipelines/orders.yaml'), { line: 0, character: 0 })).rejects.toMatchObject({
      code: -32600,
    });
    await client.connection.sendNotification('exit');
    expect(await client.exited).toBe(0);
  });

  it('ends with 1 on exit without shutdown, and when its input ends', async () => {
    await start();
    await client.connection.sendNotification('exit');
    expect(await client.exited).toBe(1);
    await start();
    client.process.stdin.end();
    expect(await client.exited).toBe(1);
  });

  it('leaves no process behind when the editor is gone', async () => {
    const { spawn } = await import('node:child_process');
    const editor = spawn('sleep', ['600']);
    await start({ processId: editor.pid ?? null });
    editor.kill('SIGKILL');
    expect(await client.exited).toBe(1);
  });

  it('refuses questions before initialize', async () => {
    client = new LanguageClient();
    await expect(client.hover(uri('a.yaml'), { line: 0, character: 0 })).rejects.toMatchObject({ code: -32002 });
  });

  it('takes back a question, and goes on after one that makes no sense', async () => {
    await start();
    const place = await open('pipelines/orders.yaml', at(ORDERS, 'engine: batch', 9));
    const { CancellationTokenSource } = await import('vscode-languageserver/node.js');
    const source = new CancellationTokenSource();
    const question = client.connection.sendRequest(
      'textDocument/hover',
      { textDocument: { uri: place.uri }, position: place.position },
      source.token,
    );
    source.cancel();
    await expect(question).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(await client.connection.sendRequest('textDocument/hover', {})).toBeNull();
    expect(
      await client.connection.sendRequest('textDocument/completion', { textDocument: { uri: 'x' }, position: null }),
    ).toEqual([]);
    expect(await client.hover(place.uri, place.position)).not.toBeNull();
    expect(client.messages.some((message) => message.startsWith('hover: '))).toBe(true);
  });

  it('answers at every place of a text that is broken in many ways', async () => {
    await start();
    const text =
      'name: [a\nsource:\n  where: "${fire\n\t- *x\n? : &a |\n  ${fire:\nkey: {a: ¦\n&a *b !!c \'\n---\n}]: - ?\u0000\uD800';
    await client.open(uri('pipelines/orders.yaml'), text);
    for (const [line, content] of text.split('\n').entries())
      for (let character = 0; character <= content.length; character += 3) {
        expect(Array.isArray(await client.completion(uri('pipelines/orders.yaml'), { line, character }))).toBe(true);
        await client.definition(uri('pipelines/orders.yaml'), { line, character });
      }
    expect(client.messages.filter((message) => /^(?:completion|definition): /.test(message))).toEqual([]);
  });
});

describe('a project of 1,000 pipelines', () => {
  it('is not compiled for every letter, and answers while it is typed', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [
        `pipelines/many/p${index}.yaml`,
        ORDERS.replace('orders-to-ods', `p${index}`).replace('ods_orders', `ods_p${index}`),
      ]),
    );
    await writeFiles(folder.path, many);
    await start();
    const orders = uri('pipelines/orders.yaml');
    await client.open(orders, ORDERS);
    await client.hover(orders, { line: 0, character: 0 });
    const before = client.published.get(orders) ?? 0;
    for (let letters = 1; letters <= 40; letters += 1) {
      await client.change(orders, `${ORDERS}owne${'r'.repeat(letters)}: x\n`);
      const items = await client.completion(orders, { line: 2, character: 8 });
      expect(items.length).toBeGreaterThan(0);
    }
    await client.diagnostics(orders, (found) => found.some(({ message }) => message.includes(`owne${'r'.repeat(40)}`)));
    // each compilation is told with the version of the text: 40 letters are not 40 compilations
    expect((client.published.get(orders) ?? 0) - before).toBeLessThan(15);
  });
});
