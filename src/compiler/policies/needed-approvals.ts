import type { ApprovalPolicy } from '../ir/index.ts';
import { bySeriousness, type Meaning, type NeededApproval, type PlannedChange } from '../plan/index.ts';

/** A change that nobody can approve. */
export interface UnownedChange {
  readonly change: PlannedChange;
  readonly policy: ApprovalPolicy;
  /** Owners that no forge knows as those who approve: mail addresses. */
  readonly mails: readonly string[];
}

/** Whom `by: owner` means. */
export interface ChangeOwners {
  askedOf(change: PlannedChange): readonly string[];
  /** Who owned the pipeline before; none of a new one. */
  ownersBefore(change: PlannedChange): readonly string[];
}

/** What policies ask for. */
export interface AskedApprovals {
  /** By owners. */
  readonly approvals: readonly NeededApproval[];
  readonly unowned: readonly UnownedChange[];
}

/**
 * Whose approval the changes of a plan need. A change that takes a pipeline from its owners needs the approval of one of those too.
 */
export function neededApprovals(
  changes: readonly PlannedChange[],
  policies: readonly ApprovalPolicy[],
  { askedOf, ownersBefore }: ChangeOwners,
): AskedApprovals {
  const asked = new Map<string, { readonly owners: readonly string[]; of: Map<string, Set<Meaning>> }>();
  const unowned: UnownedChange[] = [];
  const ask = (names: readonly string[], pipeline: string, meaning: readonly Meaning[]): void => {
    const owners = [...new Set(names)].sort();
    const key = JSON.stringify(owners);
    const known = asked.get(key) ?? { owners, of: new Map<string, Set<Meaning>>() };
    asked.set(key, known);
    known.of.set(pipeline, new Set([...(known.of.get(pipeline) ?? []), ...meaning]));
  };
  for (const change of changes) {
    const { pipeline, findings } = change;
    const [owners, before] = [askedOf(change), ownersBefore(change)];
    for (const policy of policies) {
      const meaning = bySeriousness(findings.map((finding) => finding.meaning)).filter((each) =>
        policy.meaning.includes(each),
      );
      if (meaning.length === 0) continue;
      const namedBy = (those: readonly string[]): readonly string[] =>
        policy.by.flatMap((name) => (name === 'owner' ? those : [name]));
      const named = namedBy(owners);
      const able = named.filter((name) => !isMail(name));
      if (able.length === 0) unowned.push({ change, policy, mails: named });
      else ask(able, pipeline, meaning);
      if (!policy.by.includes('owner') || !isTaken(before, owners)) continue;
      ask(
        namedBy(before).filter((name) => !isMail(name)),
        pipeline,
        meaning,
      );
    }
  }
  return { approvals: [...asked.values()].map(approvalOf).sort(byOwners), unowned };
}

/** True where somebody could approve who did not own it before, and those who did could not. */
function isTaken(before: readonly string[], owners: readonly string[]): boolean {
  const known = new Set(before.map(plain));
  return before.some((name) => !isMail(name)) && !(owners.length > 0 && owners.every((name) => known.has(plain(name))));
}

function approvalOf({
  owners,
  of,
}: {
  readonly owners: readonly string[];
  readonly of: ReadonlyMap<string, ReadonlySet<Meaning>>;
}): NeededApproval {
  return {
    owners,
    pipelines: [...of.keys()].sort(),
    meaning: bySeriousness([...of.values()].flatMap((each) => [...each])),
  };
}

function byOwners(a: NeededApproval, b: NeededApproval): number {
  return a.owners.join(' ') < b.owners.join(' ') ? -1 : 1;
}

/** CODEOWNERS takes mail addresses; who approves is told by login. */
function isMail(name: string): boolean {
  return name.indexOf('@') > 0;
}

function plain(name: string): string {
  return name.replace(/^@/, '').toLowerCase();
}
