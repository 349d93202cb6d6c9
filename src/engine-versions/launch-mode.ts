import { minorVersion } from './versions.ts';

/** Where a job of FlinkX or ChunJun runs, in Sluice's words. */
export const LAUNCH_MODES = [
  'local',
  'session',
  'yarn-session',
  'yarn-per-job',
  'kubernetes-session',
  'kubernetes-application',
] as const;

/** One of {@link LAUNCH_MODES}. */
export type LaunchMode = (typeof LAUNCH_MODES)[number];

type ModeWords = Readonly<Partial<Record<LaunchMode, string>>>;

const CHUNJUN_WORDS: ModeWords = {
  local: 'local',
  session: 'standalone',
  'yarn-session': 'yarn-session',
  'yarn-per-job': 'yarn-per-job',
  'kubernetes-session': 'kubernetes-session',
  'kubernetes-application': 'kubernetes-application',
};

/** On ChunJun 1.16 `local` cannot load a plugin and prints no result; `localTest` does both. */
const WORDS: Readonly<Record<string, Readonly<Record<string, ModeWords>>>> = {
  flinkx: { '1.11': { local: 'local', session: 'standalone', 'yarn-session': 'yarn', 'yarn-per-job': 'yarnPer' } },
  chunjun: { '1.12': CHUNJUN_WORDS, '1.16': { ...CHUNJUN_WORDS, local: 'localTest' } },
};

/**
 * The launcher's own word for a mode (its `-mode` argument). Undefined where the version has no such
 * mode: FlinkX 1.11 takes an unknown word for `local` without a sign, so it must never see one.
 */
export function launchModeWord(type: string, version: string, mode: LaunchMode): string | undefined {
  return WORDS[type]?.[version]?.[mode];
}

/** Modes in which jobs run on a session cluster that is there already, each with its own way to find it. */
export type SessionMode = 'session' | 'yarn-session' | 'kubernetes-session';

/** Whether a mode, as it stands in sluice.yaml, is one of {@link SessionMode}. */
export function isSessionMode(mode: string | undefined): mode is SessionMode {
  return mode === 'session' || mode === 'yarn-session' || mode === 'kubernetes-session';
}

/** True where jobs of this version run on a session cluster through its REST API alone: seen on 1.11 and 1.16. */
export function runsOnSession(type: 'flinkx' | 'chunjun', version: string): boolean {
  return minorVersion(version) === (type === 'flinkx' ? '1.11' : '1.16');
}
