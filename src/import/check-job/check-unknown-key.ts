import { say } from '../../message/index.ts';
import { didYouMean } from '../../compiler/diagnostics/index.ts';
import type { JsonMember, JsonNode, JsonObject } from '../json/index.ts';
import { keyPlace, type JobReport } from './job-report.ts';
import { carriedMember, decidesRows, type Parameters } from './parameter-finder.ts';

/** What is known beside the keys that the version reads here. */
export interface OtherKeys {
  /** What the same plugin reads on the other engine. */
  readonly elsewhere?: Parameters;
  /** Where the keys stand: `reader.parameter`. */
  readonly where: string;
  /** `setting` is read without a map between, on later versions. */
  readonly place?: 'setting';
}

/** Keys of other versions, and the key that stands for them now. */
const RENAMED: Readonly<Record<string, string>> = {
  updateKey: 'uniqueKey',
  uniqueKey: 'updateKey',
  journalName: 'journal-name',
  'journal-name': 'journalName',
  charsetName: 'encoding',
  address: 'hosts',
  masterAddresses: 'masters',
  masters: 'masterAddresses',
  userName: 'username',
};

/**
 * A key that the engine does not read: FlinkX and ChunJun say nothing and go on without it. An error where
 * it plainly means a key that decides which rows move.
 */
export function checkUnknownKey(
  report: JobReport,
  owner: JsonObject,
  member: JsonMember,
  known: Parameters,
  other: OtherKeys,
): void {
  const { key } = member;
  if (isEmpty(member.value)) return; // says nothing, so nothing is lost
  if (!/^[A-Za-z]/.test(key)) return; // "?table", "_note", "//": how people write comments into JSON
  const { engineName } = report;
  const successor = RENAMED[key];
  const foreign = other.elsewhere?.[key];
  if (foreign !== undefined || (successor !== undefined && known[successor] !== undefined)) {
    const meant = successor !== undefined && known[successor] !== undefined ? successor : undefined;
    const isKey = foreign?.carries === 'key' || known[meant ?? '']?.carries === 'key';
    const counts = !isKey || isUpsert(owner, known);
    const decides =
      counts && ((foreign !== undefined && decidesRows(foreign)) || (meant !== undefined && decidesHere(known, meant)));
    report.add(
      decides ? 'SL0904' : 'SL0903',
      keyPlace(member),
      say`\`${key}\` in \`${other.where}\` is a key of another version; ${engineName} ignores it`,
      { help: meant === undefined ? say`leave it out` : say`${engineName} reads \`${meant}\`` },
    );
    return;
  }
  const meant = didYouMean(key, Object.keys(known));
  const decides = meant !== undefined && decidesHere(known, meant);
  report.add(
    decides ? 'SL0904' : 'SL0903',
    keyPlace(member),
    say`${engineName} does not read \`${key}\` in \`${other.where}\` and says nothing about it`,
    meant === undefined
      ? { help: say`leave it out, or look up what the key is called in this version` }
      : {
          help: say`write \`${meant}\``,
          suggestions: [
            {
              message: say`write \`${meant}\``,
              confidence: 'likely',
              edits: [{ at: report.at(keyPlace(member)), newText: JSON.stringify(meant) }],
            },
          ],
        },
  );
}

function decidesHere(known: Parameters, key: string): boolean {
  const spec = known[key];
  return spec !== undefined && (decidesRows(spec) || spec.required === true);
}

/** The key of a row counts in an upsert alone. */
function isUpsert(owner: JsonObject, known: Parameters): boolean {
  const mode = carriedMember(known, owner, 'mode');
  if (mode?.member.value.kind !== 'string') return false;
  const { value } = mode.member.value;
  return !['insert', 'append'].includes(value.toLowerCase());
}

export function isEmpty(node: JsonNode): boolean {
  if (node.kind === 'null') return true;
  if (node.kind === 'string') return node.value === '';
  if (node.kind === 'list') return node.items.length === 0;
  return node.kind === 'object' && node.members.length === 0;
}
