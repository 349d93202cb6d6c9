import type { NeededApproval } from '../compiler/index.ts';
import type { Forge } from './forge.ts';

/** An approval that a plan needs, and who has given it. */
export interface ApprovalState extends NeededApproval {
  /** The login of one who has; undefined where nobody has. */
  readonly approvedBy: string | undefined;
}

/**
 * Which approvals have been given. One of its owners is enough; a team has approved when one of its members has, and one that
 * cannot be seen has not. Whoever opened the pull request approves of nothing in it.
 */
export async function approvalStates(
  forge: Forge,
  needed: readonly NeededApproval[],
  author: string,
): Promise<readonly ApprovalState[]> {
  if (needed.length === 0) return [];
  const given = (await forge.approvers()).filter((login) => plain(login) !== plain(author));
  const approvers = new Map(given.map((login) => [plain(login), login]));
  const known = new Map<string, Promise<readonly string[]>>();
  const membersOf = (group: string): Promise<readonly string[]> => {
    const members = known.get(group) ?? forge.membersOf(group).then((found) => found ?? []);
    known.set(group, members);
    return members;
  };
  const approverOf = async (owner: string): Promise<string | undefined> => {
    if (approvers.size === 0) return undefined;
    const own = approvers.get(plain(owner));
    if (own !== undefined) return own;
    const members = await membersOf(owner.replace(/^@/, ''));
    return members.map((member) => approvers.get(plain(member))).find((login) => login !== undefined);
  };
  const states: ApprovalState[] = [];
  for (const approval of needed) {
    let approvedBy: string | undefined;
    for (const owner of approval.owners) approvedBy ??= await approverOf(owner);
    states.push({ ...approval, approvedBy });
  }
  return states;
}

/** Forges take logins in any case. */
function plain(name: string): string {
  return name.replace(/^@/, '').toLowerCase();
}
