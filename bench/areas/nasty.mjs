import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { measureProcess, median } from '../support/measure-process.mjs';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const CLI = path.join(ROOT, 'dist', 'cli', 'main.js');
const ROUNDS = 3;

/** What a nasty file is put into: a project that checks without a finding. */
const PROJECT = {
  'sluice.yaml':
    'name: shop\nedition: 2026\ndefaults: { engine: batch }\nengines:\n  batch: { type: flinkx, version: "1.11", mode: local, home: /opt/flinkx }\n',
  'datasources/erp.yaml': datasource('erp'),
  'datasources/ods.yaml': datasource('ods'),
  'pipelines/good.yaml':
    'name: good\nschedule: manual\nsource: { datasource: erp, table: t, columns: [id bigint] }\nsink: { datasource: ods, table: u }\n',
};

/**
 * `check` of a project with one file that is as nasty as can be, whole process, beside the same project without it.
 * The bar: no text of 1 MB takes more than 2 s.
 */
export async function benchNasty({ sizes = [1_000_000], say = console.log } = {}) {
  const { nastyFiles } = await tsImport('../../test/support/nasty-texts.ts', import.meta.url);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sluice-bench-'));
  const figures = {};
  try {
    say('CPU ms of `check`, medians; ratio = against the same project without the file');
    for (const size of sizes) {
      const plain = await measure(folder, PROJECT);
      const rows = [];
      for (const [kind, [file, text]] of Object.entries(nastyFiles(size))) {
        const value = await measure(folder, { ...PROJECT, [file]: text });
        rows.push({ kind, value });
        figures[`${kind.replaceAll(' ', '-')}-${size}-cpu`] = {
          value: round(value),
          unit: 'ms',
          against: { name: 'without', value: round(plain) },
          ratio: round(value / plain),
        };
      }
      rows.sort((a, b) => b.value - a.value);
      for (const { kind, value } of rows)
        say(
          `${value.toFixed(0).padStart(7)}  x${(value / plain).toFixed(1).padStart(6)}  ${value > 2000 ? '!' : ' '} ${kind}`,
        );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}

async function measure(folder, files) {
  const project = path.join(folder, 'project');
  await rm(project, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(project, file)), { recursive: true });
    await writeFile(path.join(project, file), text);
  }
  const runs = [];
  for (let counted = 0; counted < ROUNDS; counted += 1)
    runs.push((await measureProcess([CLI, 'check', '--quiet'], { cwd: project, exits: [0, 1] })).cpuMs);
  return median(runs);
}

function datasource(name) {
  return `name: ${name}\ntype: mysql\nhost: ${name}.example\ndatabase: ${name}\nusername: u\npassword: \${secret:env/P}\n`;
}

function round(value) {
  return Math.round(value * 100) / 100;
}
