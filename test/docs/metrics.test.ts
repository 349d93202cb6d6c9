import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { collectProcessMetrics, createRuntimeMetrics } from '../../src/runtime/observe/index.ts';

const page = new URL('../../docs/metrics.md', import.meta.url);
const rules = new URL('../../deploy/prometheus/sluice.rules.yml', import.meta.url);
const dashboard = new URL('../../deploy/grafana/sluice.json', import.meta.url);

/** All families that a daemon tells of, with their labels, every one of them with a value. */
async function families() {
  const metrics = createRuntimeMetrics();
  metrics.fireRecorded('scheduled', 1);
  metrics.runEnded('succeeded', 1);
  metrics.recordsMoved({ rowsRead: 1 });
  metrics.runSucceeded('orders', 1_000);
  metrics.reconciled('synced', 1);
  metrics.conditions('drifted', 1);
  metrics.build('1.0.0');
  const found = await metrics.registry.getMetricsAsJSON();
  const text = await metrics.registry.metrics();
  return {
    text,
    all: found
      .map(({ name, type, help, values }) => ({
        name,
        type: String(type),
        help,
        labels: [...new Set(values.flatMap(({ labels }) => Object.keys(labels)))].filter((label) => label !== 'le'),
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** Names under which Prometheus has what is told, those of the process too. */
async function seriesNames(): Promise<ReadonlySet<string>> {
  const { all } = await families();
  const own = createRuntimeMetrics();
  collectProcessMetrics(own.registry);
  const processes = await own.registry.getMetricsAsJSON();
  const names = all.flatMap(({ name, type }) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  );
  return new Set([...names, ...processes.map(({ name }) => name)]);
}

/** What an expression asks for. */
const namesIn = (expression: string): readonly string[] =>
  expression.match(/\b(?:sluice|process|nodejs)_[a-z0-9_]+/g) ?? [];

describe('the metrics', () => {
  test('are those of docs/metrics.md', async () => {
    const { all } = await families();
    const rows = all.map(
      ({ name, type, help, labels }) =>
        `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${help} |`,
    );
    const table = ['| name | kind | labels | what it says |', '|---|---|---|---|', ...rows].join('\n');
    const text = await readFile(page, 'utf8');
    const [before = '', , after = ''] = text.split(/<!-- metrics:(?:begin|end) -->/);
    const wanted = `${before}<!-- metrics:begin -->\n${table}\n<!-- metrics:end -->${after}`;
    if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(page, wanted);
    expect(await readFile(page, 'utf8')).toBe(wanted);
  });

  test('keep to the conventions of Prometheus', async () => {
    const { all, text } = await families();
    const bounded = new Set(['state', 'outcome', 'type', 'direction', 'channel', 'version', 'node', 'pipeline']);
    for (const { name, type, help, labels } of all) {
      expect([name, /^sluice_[a-z]+(_[a-z]+)*$/.test(name)]).toEqual([name, true]);
      expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
      expect([name, /milli|_ms\b|minutes|hours/.test(name)]).toEqual([name, false]);
      expect([name, help.endsWith('.') && help.length > 15]).toEqual([name, true]);
      expect([name, labels.filter((label) => !bounded.has(label))]).toEqual([name, []]);
    }
    // one HELP, one TYPE, then samples, as the text format has them
    const sample = /^[a-z_:][a-z0-9_:]*(\{[a-z_]+="[^"\n]*"(,[a-z_]+="[^"\n]*")*\})? -?[0-9.e+-]+$/i;
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('# ') && !sample.test(line))).toEqual([]);
  });
});

describe('alerts and the dashboard', () => {
  test('ask for nothing that is not told', async () => {
    const told = await seriesNames();
    const { groups } = parse(await readFile(rules, 'utf8')) as { groups: { rules: { expr: string }[] }[] };
    const alerts = groups.flatMap((group) => group.rules.map(({ expr }) => expr));
    const { panels } = JSON.parse(await readFile(dashboard, 'utf8')) as { panels: { targets: { expr: string }[] }[] };
    const shown = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    for (const expression of [...alerts, ...shown]) {
      const names = namesIn(expression);
      expect([expression, names.length > 0]).toEqual([expression, true]);
      expect([expression, names.filter((name) => !told.has(name))]).toEqual([expression, []]);
    }
  });

  const run = promisify(execFile);
  test('are rules that Prometheus takes, where promtool is there', async ({ skip }) => {
    const version = await run('promtool', ['--version']).catch(() => undefined);
    if (version === undefined) skip();
    const { stdout } = await run('promtool', ['check', 'rules', rules.pathname]);
    expect(stdout).toMatch(/SUCCESS: 9 rules found/);
  });
});
