import { say } from '../../message/index.ts';
import type { RunJson } from '../../server/index.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { openOperatorApi } from '../operator-api.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { showRuns } from '../views/runs-view.ts';

interface RunsFlags extends GlobalFlags {
  readonly pipeline?: string;
  readonly state?: string;
  readonly limit?: string;
}

/** `sluice runs`: newest first. */
export async function runsCommand(flags: RunsFlags): Promise<number> {
  const terminal = new Terminal(flags, ['text', 'json', 'jsonl']);
  const limit = Number(flags.limit ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new UsageError(say`--limit ${flags.limit ?? ''} is not a number from 1 to 1000`);
  const query = new URLSearchParams({ limit: String(limit) });
  if (flags.pipeline !== undefined) query.set('pipeline', flags.pipeline);
  if (flags.state !== undefined) query.set('state', flags.state);
  await using api = await openOperatorApi(flags);
  const document = await api.get<{ readonly items: readonly RunJson[] }>(`/api/v1/runs?${query}`);
  if (terminal.format === 'jsonl') for (const run of document.items) terminal.emit(run);
  else terminal.emit(document);
  showRuns(document.items, terminal);
  return EXIT.done;
}
