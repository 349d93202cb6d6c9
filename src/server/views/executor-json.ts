import { type Drain, isAlive, type MissingRole, type ProcessRecord } from '../../runtime/index.ts';
import { isoTime } from './format-version.ts';

/** A process of Sluice (schemas/executors.schema.json). */
export interface ExecutorJson {
  readonly name: string;
  readonly host: string;
  readonly version: string;
  readonly project: string;
  readonly environment: string;
  readonly roles: readonly string[];
  readonly labels: readonly string[];
  readonly startedAt: string;
  /** `draining`: it is to take no runs, and still holds some or has not heard of it; `gone`: it was not heard of for a while. */
  readonly state: 'running' | 'draining' | 'drained' | 'gone';
  /** How long it has not been heard of, in milliseconds. */
  readonly silentMs: number;
  /** Runs that it holds. */
  readonly held: number;
  readonly drain: DrainJson | null;
}

/** A wish that a process or a host take no new runs, as the API says it. */
export interface DrainJson {
  readonly target: string;
  readonly handOver: boolean;
  readonly reason: string | null;
  readonly actor: string;
  readonly askedAt: string;
}

/** What nobody does, as the API says it. */
export interface MissingRoleJson {
  readonly role: string;
  readonly drained: boolean;
}

/** A process in that shape. */
export function toExecutorJson(process: ProcessRecord): ExecutorJson {
  const { name, host, version, project, environment, roles, labels, startedAt, silentMs, held, drain } = process;
  return {
    name,
    host,
    version,
    project,
    environment,
    roles,
    labels,
    startedAt: isoTime(startedAt),
    state: stateOf(process),
    silentMs,
    held,
    drain: drain === undefined ? null : toDrainJson(drain),
  };
}

/** A drain in that shape. */
export function toDrainJson({ target, handOver, reason, actor, askedAt }: Drain): DrainJson {
  return { target, handOver, reason: reason ?? null, actor, askedAt: isoTime(askedAt) };
}

/** What nobody does, in that shape. */
export function toMissingRoleJson({ role, drained }: MissingRole): MissingRoleJson {
  return { role, drained };
}

function stateOf(process: ProcessRecord): ExecutorJson['state'] {
  if (!isAlive(process)) return 'gone';
  if (process.drain === undefined) return 'running';
  return process.held === 0 && (process.drained || !process.roles.includes('execute')) ? 'drained' : 'draining';
}
