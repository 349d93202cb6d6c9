import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runFolder } from './paths.mjs';
import { identify, isRunning, stopProcess } from './process-identity.mjs';

/**
 * State of one stack, kept in `.stack/run/<id>/state.json` (mode 0600, it holds passwords):
 * - `phase`: `starting` until every service answered or failed, then `up`;
 * - `booter`: the process that brings it up; a `starting` stack without it was killed half-way;
 * - `owner`: the process for whose sake it runs; none for a developer's stack, which outlives everybody;
 * - `folder`: data and logs, in the temporary folder because a socket's path may have 107 bytes only;
 * - `processes`, `endpoints`, `unavailable` (service to reason).
 */
export function readState(id) {
  try {
    return JSON.parse(readFileSync(stateFile(id), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Path of the state file of stack `id`. */
export const stateFile = (id) => join(runFolder, id, 'state.json');

/** Claims `id` and creates its private folder; undefined when another process claimed it first. */
export function createState(id, owner) {
  const state = {
    formatVersion: '1.0',
    id,
    phase: 'starting',
    booter: identify(process.pid),
    ...(owner === undefined ? {} : { owner: identify(owner) }),
    folder: mkdtempSync(join(tmpdir(), 'sluice-stack-')),
    startedAt: new Date().toISOString(),
    processes: [],
    endpoints: {},
    unavailable: {},
  };
  // The folder appears with the state in it, or not at all: a folder without would look like a start for ever.
  const prepared = join(runFolder, `.new-${randomUUID()}`);
  mkdirSync(prepared, { recursive: true });
  writeFileSync(join(prepared, 'state.json'), JSON.stringify(state, undefined, 2), { mode: 0o600 });
  try {
    renameSync(prepared, join(runFolder, id));
    return state;
  } catch (error) {
    rmSync(prepared, { recursive: true });
    rmSync(state.folder, { recursive: true });
    if (error.code === 'ENOTEMPTY' || error.code === 'EEXIST') return undefined;
    throw error;
  }
}

/** Replaces the state file in one step, so that no reader sees half of it. */
export function writeState(state) {
  const file = stateFile(state.id);
  writeFileSync(`${file}.new`, JSON.stringify(state, undefined, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Stops every process of the stack that still runs and removes its data, logs and state. */
export async function removeState(state) {
  await Promise.all(state.processes.map((identity) => stopProcess(identity)));
  rmSync(state.folder, { recursive: true, force: true });
  rmSync(join(runFolder, state.id), { recursive: true, force: true });
}

/** What a killed run left behind: nobody brings it up any more, or the process it ran for is gone. */
export function isStale(state) {
  if (state.phase === 'starting' && !isRunning(state.booter)) return true;
  return state.owner !== undefined && !isRunning(state.owner);
}

/** Cleans up after killed runs; returns the ids. */
export async function removeStale() {
  const stale = listStates().filter(isStale);
  await Promise.all(stale.map(removeState));
  return stale.map((state) => state.id);
}

function listStates() {
  try {
    return readdirSync(runFolder).flatMap((id) => readState(id) ?? []);
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
