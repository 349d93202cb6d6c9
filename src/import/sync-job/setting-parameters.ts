import type { ParameterSpec } from '../../compiler/connector/index.ts';

type Parameters = Readonly<Record<string, ParameterSpec>>;

const number = (fallback?: number): ParameterSpec => ({
  type: 'number',
  description: '',
  ...(fallback === undefined ? {} : { default: fallback }),
});
const flag: ParameterSpec = { type: 'boolean', description: '', default: false };
const text = (fallback?: string): ParameterSpec => ({
  type: 'string',
  description: '',
  ...(fallback === undefined ? {} : { default: fallback }),
});

const SPEED: Parameters = {
  channel: number(1),
  readerChannel: number(-1),
  writerChannel: number(-1),
  bytes: number(0),
  rebalance: flag,
};

const RESTORE: Parameters = {
  isRestore: flag,
  isStream: flag,
  restoreColumnName: text(''),
  restoreColumnIndex: number(-1),
  restoreColumnType: text(''),
  maxRowNumForCheckpoint: number(10_000),
};

/** Blocks of `job.setting` and their keys, as each version reads them; what is not here it ignores. */
export const SETTING_PARAMETERS: Readonly<Record<'flinkx' | 'chunjun', Parameters>> = {
  // FlinkX 1.11 `SettingConfig`
  flinkx: {
    speed: { type: 'object', description: '', members: SPEED },
    errorLimit: { type: 'object', description: '', members: { record: number(0), percentage: number(0) } },
    restore: { type: 'object', description: '', members: RESTORE },
    log: {
      type: 'object',
      description: '',
      members: { isLogger: flag, level: text('info'), path: text('/tmp/dtstack/flinkx/'), pattern: text('') },
    },
    restart: { type: 'object', description: '' },
    dirty: { type: 'object', description: '' },
    test: { type: 'object', description: '' },
  },
  // ChunJun 1.16 `SettingConfig`
  chunjun: {
    speed: { type: 'object', description: '', members: SPEED },
    restore: { type: 'object', description: '', members: RESTORE },
    metricPluginConfig: { type: 'object', description: '' },
  },
};
