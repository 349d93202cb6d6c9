import { catalogueOf } from '../../message/index.ts';
import type { WhyJson } from '../../server/index.ts';
import { EXIT } from '../exit-code.ts';
import { openOperatorApi, type OperatorFlags } from '../operator-api.ts';
import { parseFireTime } from '../parse-fire-time.ts';
import { Terminal } from '../terminal.ts';
import { showWhy } from '../views/why-view.ts';

interface WhyFlags extends OperatorFlags {
  readonly fire?: string;
}

/** `sluice why PIPELINE`: why it did, or did not, run. Exit 1 where nothing of the name was ever deployed. */
export async function whyCommand(flags: WhyFlags, [pipeline = '']: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const query =
    flags.fire === undefined
      ? ''
      : `?${new URLSearchParams({ fireAt: new Date(parseFireTime(flags.fire)).toISOString() }).toString()}`;
  await using api = await openOperatorApi(flags);
  const why = await api.get<WhyJson>(`/api/v1/pipelines/${encodeURIComponent(pipeline)}/why${query}`);
  terminal.emit(why);
  showWhy(why, terminal, catalogue);
  const [answer] = why.findings;
  return answer?.about === 'absent' && answer.code !== 'DELETED' ? EXIT.failed : EXIT.done;
}
