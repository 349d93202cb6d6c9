import type { Forge } from './forge.ts';
import type { RequiredApproval } from './publication.ts';

/** Those that nobody has given yet. A team has approved when one of its members has; one that cannot be seen has not. */
export async function missingApprovals(
  forge: Forge,
  required: readonly RequiredApproval[],
): Promise<readonly RequiredApproval[]> {
  if (required.length === 0) return [];
  const approvers = new Set((await forge.approvers()).map(plain));
  const missing: RequiredApproval[] = [];
  for (const approval of required) {
    const name = plain(approval.by);
    if (approvers.has(name)) continue;
    const members = approvers.size === 0 ? undefined : await forge.membersOf(name);
    if (members?.some((member) => approvers.has(plain(member))) !== true) missing.push(approval);
  }
  return missing;
}

/** Forges take logins in any case. */
function plain(name: string): string {
  return name.replace(/^@/, '').toLowerCase();
}
