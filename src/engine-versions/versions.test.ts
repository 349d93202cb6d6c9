import { describe, expect, it } from 'vitest';
import {
  flinkCapabilities,
  isSupported,
  launchModeWord,
  pluginSupport,
  supportedVersions,
  syncJobDialect,
} from './index.ts';

describe('supportedVersions', () => {
  it('lists what we print jobs for', () => {
    expect(supportedVersions('flinkx')).toEqual(['1.11']);
    expect(supportedVersions('chunjun')).toEqual(['1.12', '1.16']);
    expect(supportedVersions('flink-sql')).toEqual([
      '1.16',
      '1.17',
      '1.18',
      '1.19',
      '1.20',
      '2.0',
      '2.1',
      '2.2',
      '2.3',
    ]);
    expect(supportedVersions('local')).toEqual([]);
  });
});

describe('isSupported', () => {
  it.each([
    ['flinkx', '1.11', true],
    ['flinkx', '1.12', false],
    ['flinkx', undefined, false],
    ['chunjun', '1.12', true],
    ['chunjun', '1.14', false],
    ['chunjun', '1.16', true],
    ['flink-sql', '1.20.3', true],
    ['flink-sql', '1.15', false],
    ['local', undefined, true],
    ['local', '1', false],
  ])('%s %s is %s', (type, version, expected) => {
    expect(isSupported(type, version)).toBe(expected);
  });
});

describe('flinkCapabilities', () => {
  it('compares versions by number, so that 1.20 is after 1.9 and 1.16', () => {
    expect(flinkCapabilities('1.16')).toMatchObject({ gatewayApi: 'v1', jobStatus: true, runConfiguration: false });
    expect(flinkCapabilities('1.20')).toMatchObject({ gatewayApi: 'v3', restoreField: 'claimMode' });
    expect(flinkCapabilities('2.3')).toMatchObject({ gatewayApi: 'v4', applications: true, requiresOnConflict: true });
    expect(flinkCapabilities('1.11')).not.toHaveProperty('gatewayApi');
    expect(flinkCapabilities('1.9')).toBeUndefined();
  });
});

describe('syncJobDialect', () => {
  it('knows what ChunJun 1.12 writes otherwise than 1.16', () => {
    expect(syncJobDialect('chunjun', '1.12')).toMatchObject({ flink: '1.12', typePrecision: false, closeDelay: false });
    expect(syncJobDialect('flinkx', '1.16')).toBeUndefined();
  });
});

describe('launchModeWord', () => {
  it('is localTest on ChunJun 1.16, whose local mode loads no plugin', () => {
    expect(launchModeWord('chunjun', '1.16', 'local')).toBe('localTest');
    expect(launchModeWord('chunjun', '1.12', 'local')).toBe('local');
    expect(launchModeWord('flinkx', '1.11', 'session')).toBe('standalone');
    expect(launchModeWord('flinkx', '1.11', 'kubernetes-session')).toBeUndefined();
  });
});

describe('pluginSupport', () => {
  it('tells what 1.12 has, what it lacks, and what nobody looked at', () => {
    expect(pluginSupport('1.12', 'mysqlreader')).toBe('verified');
    expect(pluginSupport('1.12', 'kafkareader')).toBe('unverified');
    expect(pluginSupport('1.12', 'hudiwriter')).toBe('absent');
    expect(pluginSupport('1.16', 'hudiwriter')).toBe('verified');
  });
});
