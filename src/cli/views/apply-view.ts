import { displayWidth, type SavedPlan } from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import type { ApplyJson, DifferenceJson } from '../../server/index.ts';

/** What is said of an applied plan: one of the two. */
export interface ApplyText {
  readonly done?: string;
  readonly refused?: string;
}

type Words = (message: Message) => string;

/** What became of a plan, for people; of one that was refused pipeline by pipeline why. */
export function applyText(answer: ApplyJson, saved: SavedPlan, words: Words): ApplyText {
  const { outcome, changes, project, environment } = answer;
  if (changes.length === 0) return { done: words(say`the plan has no changes: there is nothing to do`) };
  switch (outcome) {
    case 'applied':
      return {
        done: words(
          changes.length === 1
            ? say`applied to \`${project}\`, environment \`${environment}\`: 1 change`
            : say`applied to \`${project}\`, environment \`${environment}\`: ${changes.length} changes`,
        ),
      };
    case 'applied-already':
      return { done: words(say`applied already: everything is as this plan wants it, and nothing was done`) };
    case 'refused':
      return { refused: refusedText(answer, saved, words) };
    default:
      return outcome satisfies never;
  }
}

function refusedText({ differences }: ApplyJson, { base }: SavedPlan, words: Words): string {
  const width = Math.max(...differences.map(({ pipeline }) => displayWidth(pipeline)));
  const lines = differences.map((difference) => {
    const { pipeline } = difference;
    return `  ${pipeline}${' '.repeat(width - displayWidth(pipeline))}  ${words(whatIsDifferent(difference))}`;
  });
  const title =
    differences.length === 1
      ? say`nothing was applied: 1 pipeline is deployed otherwise than the plan has it`
      : say`nothing was applied: ${differences.length} pipelines are deployed otherwise than the plan has them`;
  const help =
    base.kind === 'git'
      ? say`the plan compares with \`${base.ref ?? ''}\`, which is not what is deployed: make it again without --base, and have that reviewed`
      : say`make it again with \`sluice plan --out FILE\`, which shows what it does now, and have that reviewed`;
  return [`${words(say`error`)}: ${words(title)}`, ...lines, `${words(say`help`)}: ${words(help)}`].join('\n');
}

/** Expected, found, and what that asks for. */
function whatIsDifferent({ expected, found, planned }: DifferenceJson): Message {
  if (found === planned)
    return planned === null
      ? say`it is gone already; a new plan leaves it out`
      : say`it is what the plan makes of it already; a new plan leaves it out`;
  if (expected === null) return say`the plan creates it, and it is deployed already (${short(found)})`;
  if (found === null) return say`the plan changes ${short(expected)}, and it is not deployed any more`;
  return say`the plan changes ${short(expected)}, and what is deployed is ${short(found)}`;
}

/** So many digits tell two artefacts of a pipeline apart. */
const DIGITS = 12;

function short(digest: string | null): string {
  return digest?.replace(/^sha256:/, '').slice(0, DIGITS) ?? '';
}
