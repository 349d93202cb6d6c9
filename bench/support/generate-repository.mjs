import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const PROJECT = `name: bench
edition: 2026
defaults: { timeZone: Asia/Shanghai, engine: batch }
engines:
  batch: { type: flinkx, version: "1.11", mode: local, home: /opt/flinkx }
  next: { type: chunjun, version: "1.16", mode: local, home: /opt/chunjun }
  sql: { type: flink-sql, version: "1.20", url: "http://127.0.0.1:8081", gateway: "http://127.0.0.1:8083" }
  here: { type: local }
`;

const DATASOURCES = {
  erp: 'name: erp\ntype: mysql\nhost: erp-db.example\nport: 3306\ndatabase: erp\nusername: sync\npassword: ${secret:env/ERP_PASSWORD}\n',
  ods: 'name: ods\ntype: mysql\nhost: ods-db.example\nport: 3306\ndatabase: ods\nusername: load\npassword: ${secret:env/ODS_PASSWORD}\n',
  exports: 'name: exports\ntype: file\npath: exports\n',
};

/**
 * Writes a project of `count` pipelines, each a file of about 40 lines, on a mix of engines and
 * connectors; every tenth ends a chain of dependencies. `check` has nothing to say of it, so that what is measured is a
 * project without findings. The same count gives the same bytes.
 */
export async function generateRepository(folder, count) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.join(folder, 'datasources'), { recursive: true });
  await writeFile(path.join(folder, 'sluice.yaml'), PROJECT);
  const names = Object.keys(DATASOURCES).filter((name) => name !== 'exports' || count > FIRST_TO_FILE);
  for (const name of names) await writeFile(path.join(folder, 'datasources', `${name}.yaml`), DATASOURCES[name]);
  for (let start = 0; start < count; start += 100) {
    await mkdir(path.dirname(path.join(folder, fileOf(start))), { recursive: true });
    for (let index = start; index < Math.min(start + 100, count); index += 1)
      await writeFile(path.join(folder, fileOf(index)), pipeline(index));
  }
}

export function nameOf(index) {
  return `orders-${String(index).padStart(5, '0')}-to-ods`;
}

/** The file of a pipeline, from the project's root: a hundred in a folder. */
export function fileOf(index) {
  return `pipelines/team-${String(Math.floor(index / 100)).padStart(3, '0')}/${nameOf(index)}.yaml`;
}

/** The first pipeline that writes a file. */
const FIRST_TO_FILE = 3;

const ENGINES = ['batch', 'next', 'sql', 'here'];

function pipeline(index) {
  const engine = ENGINES[index % ENGINES.length];
  const toFile = engine === 'here' && index % 8 === 3;
  const sink = toFile
    ? `  datasource: exports\n  path: "orders-${index}-\${bizdate}.csv"\n  mode: overwrite`
    : `  datasource: ods\n  table: ods_orders_${index}\n  mode: upsert\n  key: [id]`;
  const depends = index % 10 === 0 ? '' : `dependsOn: [${nameOf(index - 1)}]\n`;
  return `# Orders of shop ${index}, once a night.
name: ${nameOf(index)}
owner: team-${index % 17}
description: "orders of shop ${index}"
tags: [orders, "shop-${index % 50}"]
schedule:
  cron: "0 ${index % 60} ${index % 24} * * ?"
  timeZone: Asia/Shanghai
  misfire: catch-up
  overlap: skip
${depends}retry: { attempts: 3, backoff: exponential, initial: 30s, max: 10m }
timeout: 45m
priority: ${index % 100}
engine: ${engine}
source:
  datasource: erp
  table: orders_${index}
  columns:
    - { name: id, type: bigint }
    - { name: shop_id, type: int }
    - { name: customer, type: "varchar(64)" }
    - { name: amount, type: "decimal(18,2)" }
    - { name: currency, type: "char(3)" }
    - { name: status, type: smallint }
    - { name: note, type: text }
    - { name: paid, type: bool }
    - { name: created_at, type: "datetime(3)" }
    - { name: updated_at, type: "datetime(3)" }
    - { name: weight, type: double }
    - { name: day, type: date }
  where: "shop_id = ${index} and updated_at < '\${fire:yyyy-MM-dd}'"
  splitBy: id
sink:
${sink}
settings:
  parallelism: ${1 + (index % 3 === 0 && ['batch', 'next'].includes(engine) ? 1 : 0)}
`;
}
