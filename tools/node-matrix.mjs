// Runs the unit and golden tests on the Node versions users move to next.
import { install } from './run/install.mjs';
import { phases } from './run/phases.mjs';
import { nodePhase } from './run/node-phase.mjs';
import { otherVersions } from './run/node-versions.mjs';

await install();
const { run, table, totals } = phases();
for (const major of otherVersions) await run(`Node ${major}`, () => nodePhase(major));
console.error(table());
process.exitCode = totals().failed > 0 ? 1 : 0;
