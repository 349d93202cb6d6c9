// npm run ok: every gate that needs no service; all are run even when one fails.
import { gates } from './run/gates.mjs';
import { install } from './run/install.mjs';
import { phases } from './run/phases.mjs';

await install();
const { run, table, totals } = phases();
for (const { name, work } of gates) await run(name, work);
console.error(table());
process.exitCode = totals().failed > 0 ? 1 : 0;
