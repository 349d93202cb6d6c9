import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { DEFAULT_PORT, readSettings } from '../../src/config/index.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const text = (file: string): Promise<string> => readFile(path.join(ROOT, file), 'utf8');

/** Variables that are read from these on: which they are hangs on what others say. */
function readFrom(given: Readonly<Record<string, string>>): Set<string> {
  const asked = new Set<string>();
  const environment = new Proxy(given, {
    get: (target, name) => {
      asked.add(String(name));
      return target[String(name)];
    },
  });
  const { problems } = readSettings({}, environment);
  expect(problems).toEqual([]);
  return asked;
}

describe('what is shipped for containers', () => {
  test('the chart sets what the daemon reads, and nothing else', async () => {
    const values = parse(await text('deploy/helm/sluice/values.yaml')) as { settings: Record<string, string> };
    const asked = readFrom(values.settings);
    expect(Object.keys(values.settings).filter((name) => !asked.has(name))).toEqual([]);
  });

  test('the container sets what the daemon reads, and opens the port that it serves', async () => {
    const file = await text('deploy/container/Containerfile');
    const [, said = ''] = /^ENV (.*)$/m.exec(file) ?? [];
    const set = Object.fromEntries(said.split(' ').map((each) => each.split('=') as [string, string]));
    const asked = readFrom(set);
    expect(Object.keys(set).filter((name) => !asked.has(name))).toEqual(['NODE_ENV']);
    expect(file).toContain(`EXPOSE ${DEFAULT_PORT}`);
    const chart = await text('deploy/helm/sluice/templates/statefulset.yaml');
    expect(chart).toContain(`containerPort: ${DEFAULT_PORT}`);
  });

  test('chart and package are of one version', async () => {
    const { version } = JSON.parse(await text('package.json')) as { version: string };
    const chart = parse(await text('deploy/helm/sluice/Chart.yaml')) as { version: string; appVersion: string };
    expect([chart.version, chart.appVersion]).toEqual([version, version]);
  });
});
