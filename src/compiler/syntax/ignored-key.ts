import { type Message, say } from '../../message/index.ts';
import type { Path } from '../text/index.ts';

/** What becomes of a run whose engine does not get the key that was meant. FlinkX 1.11 and ChunJun 1.16 look for no key. */
const CONSEQUENCES: Readonly<Record<string, Message>> = {
  where: say`FlinkX and ChunJun ignore a key that they do not know: the whole table would be read`,
  incremental: say`FlinkX and ChunJun ignore a key that they do not know: every run would read all rows again`,
  columns: say`FlinkX and ChunJun ignore a key that they do not know: no columns would be known`,
  splitBy: say`FlinkX and ChunJun ignore a key that they do not know: one channel would read everything`,
  query: say`FlinkX and ChunJun ignore a key that they do not know: the query would not be asked`,
  mode: say`FlinkX and ChunJun ignore a key that they do not know: rows would be added, and none updated`,
  key: say`FlinkX and ChunJun ignore a key that they do not know: which rows are the same would not be known`,
  preSql: say`FlinkX and ChunJun ignore a key that they do not know: the statement would not be run`,
  postSql: say`FlinkX and ChunJun ignore a key that they do not know: the statement would not be run`,
  partition: say`FlinkX and ChunJun ignore a key that they do not know: rows would go to another partition`,
};
const IGNORED = say`FlinkX and ChunJun ignore a key that they do not know`;

/** What an engine would have done with an unknown key in the source or the sink of a pipeline; nothing elsewhere. */
export function ignoredKeyNotes(owner: Path, meant: string | undefined): readonly Message[] {
  const [end] = owner.filter((step) => typeof step === 'string');
  if (owner.length !== 1 || (end !== 'source' && end !== 'sink')) return [];
  return [(meant === undefined ? undefined : CONSEQUENCES[meant]) ?? IGNORED];
}
