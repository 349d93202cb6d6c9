import { listWords, type NeededApproval } from '../../../compiler/index.ts';
import { say, type Message } from '../../../message/index.ts';
import { listed, MEANING_WORDS } from './plan-words.ts';

/** So many pipelines of one approval are named. */
const MOST_NAMED = 10;

/** Who has to approve of what, and why: `@shop/data` has to approve (destructive): `orders`. */
export function neededApprovalWords({ owners, pipelines, meaning }: NeededApproval): Message {
  const named = pipelines.slice(0, MOST_NAMED).map((pipeline) => `\`${pipeline}\``);
  const more = pipelines.length - named.length;
  const all = more === 0 ? say`${named.join(', ')}` : say`${named.join(', ')} and ${more} more`;
  return say`${listWords(owners)} has to approve (${listed(meaning.map((each) => MEANING_WORDS[each]))}): ${all}`;
}
