import { wordsOf, type Message } from '../../message/index.ts';
import { ABSENT_REASONS } from './absent-reasons.ts';
import { BESIDE_REASONS } from './beside-reasons.ts';
import { CLOCK_REASONS } from './clock-reasons.ts';
import { FIRE_REASONS } from './fire-reasons.ts';
import type { Details, Reason, ReasonSubject } from './reason.ts';
import { STANDING_REASONS } from './standing-reasons.ts';
import type { WhyFacts } from './why-facts.ts';

/** Every reason by its code, what weighs most first: a new one is one entry. */
const REASONS = {
  ...ABSENT_REASONS,
  ...STANDING_REASONS,
  ...FIRE_REASONS,
  ...CLOCK_REASONS,
  ...BESIDE_REASONS,
} satisfies Readonly<Record<string, Reason>>;

/** The code of a reason; pages and alerts may go by it. */
export type WhyCode = keyof typeof REASONS;

const TABLE = Object.entries(REASONS) as readonly (readonly [WhyCode, Reason])[]; // the keys are the codes
/** All codes, in the order of their weight. */
export const WHY_CODES: readonly WhyCode[] = TABLE.map(([code]) => code);

/** A reason that applies. Its text is made of `code` and `details` alone, so that it can be said elsewhere in another language. */
export interface Finding {
  readonly pipeline: string;
  readonly about: ReasonSubject;
  readonly code: WhyCode;
  readonly details: Details;
}

/** What holds of every pipeline, so that it is told of the first alone. */
const OF_ALL: readonly WhyCode[] = ['NO_SCHEDULER', 'NO_LEADER', 'LEADER_UNKNOWN'];

/** Of these at most one applies: what became of one fire, and one thing that its clock says. */
const ONE_ONLY: readonly ReasonSubject[] = ['absent', 'fire', 'clock'];

/**
 * Why a pipeline did or did not run: what weighs most first, so that the first is the answer, then what it follows from, one link
 * of the chain of upstreams after the other. Never empty for a pipeline that is or was deployed.
 */
export function explainPipeline(facts: WhyFacts): readonly Finding[] {
  const own = findingsOf(facts);
  const chain = chainOf(facts);
  if (chain.length === 0) return own;
  // an upstream's reason stands where the fire is told that it explains
  const at = own.findIndex(({ about, code }) => about === 'fire' || code === 'WAITS_FOR_SUCCESS');
  return at < 0 ? own : [...own.slice(0, at + 1), ...chain, ...own.slice(at + 1)];
}

/** What became of the fire and of those of its upstreams, also where nothing is deployed any more that could fire. */
export function explainFire(facts: WhyFacts): readonly Finding[] {
  return [...allFindingsOf(facts), ...chainOf(facts)].filter(({ about }) => about === 'fire');
}

function findingsOf(facts: WhyFacts): readonly Finding[] {
  const found = allFindingsOf(facts);
  return found.some(({ about }) => about === 'absent') ? found.filter(({ about }) => about === 'absent') : found;
}

function allFindingsOf(facts: WhyFacts): readonly Finding[] {
  const found: Finding[] = [];
  for (const [code, reason] of TABLE) {
    if (ONE_ONLY.includes(reason.about) && found.some(({ about }) => about === reason.about)) continue;
    const details = reason.find(facts);
    if (details !== undefined) found.push({ pipeline: facts.key.pipeline, about: reason.about, code, details });
  }
  return found;
}

/** What is to be known of the upstreams that did not succeed: what keeps them, and what became of the fire. */
function chainOf({ upstreams }: WhyFacts): readonly Finding[] {
  return upstreams.flatMap((upstream) => {
    const links = explainPipeline(upstream).filter(
      ({ about, code }) => about !== 'beside' && code !== 'NEXT_FIRE' && !OF_ALL.includes(code),
    );
    return links.some(({ code }) => code === 'SUCCEEDED') ? [] : links;
  });
}

/** The sentence of a finding. */
export function whyMessage({ code, details }: Pick<Finding, 'code' | 'details'>): Message {
  return REASONS[code].says(details);
}

/** What to do about a finding; undefined where there is nothing. */
export function whyHelp({ code, details }: Pick<Finding, 'code' | 'details'>): Message | undefined {
  const reason: Reason = REASONS[code];
  return reason.help?.(details);
}

/** {@link whyMessage} in English. */
export function whyText(finding: Pick<Finding, 'code' | 'details'>): string {
  return wordsOf(whyMessage(finding));
}

/** {@link whyHelp} in English. */
export function whyHelpText(finding: Pick<Finding, 'code' | 'details'>): string | undefined {
  const help = whyHelp(finding);
  return help === undefined ? undefined : wordsOf(help);
}
