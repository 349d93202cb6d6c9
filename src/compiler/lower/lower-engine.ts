import { say } from '../../message/index.ts';
import type { EngineNode } from '../ir/index.ts';
import type { EngineDefinition } from '../syntax/index.ts';
import type { Text } from '../../time/index.ts';
import { child, type Location } from '../text/index.ts';
import { reportLiteralSecrets, reportSecretInAddress } from './literal-secrets.ts';
import type { Report } from './lower-context.ts';
import { lowerText, lowerTexts } from './lower-text.ts';

/** An engine of sluice.yaml with the environment's changes merged in. */
export function lowerEngine(
  name: string,
  definition: EngineDefinition,
  at: Location,
  overlay: Partial<EngineDefinition> | undefined,
  overlayAt: Location,
  report: Report,
): EngineNode {
  const merged: EngineDefinition = { ...definition, ...overlay };
  const place = (key: keyof EngineDefinition): Location => child(overlay && key in overlay ? overlayAt : at, key);
  const text = (key: 'url' | 'gateway' | 'home' | 'jar'): object => {
    const value = merged[key];
    reportSecretInAddress(
      value,
      place(key),
      say`write \`\${secret:file/PATH}\` or \`\${secret:env/NAME}\` for it`,
      report,
    );
    return value === undefined ? {} : { [key]: lowerText(value, place(key), 'connection', [], report) };
  };
  const script = merged.script;
  const options = { ...definition.options, ...overlay?.options };
  reportLiteralSecrets(
    options,
    place('options'),
    say`secrets belong in datasources, as \`\${secret:env/NAME}\``,
    report,
  );
  return {
    kind: 'engine',
    name,
    type: merged.type,
    ...(merged.version === undefined ? {} : { version: merged.version }),
    ...(merged.mode === undefined ? {} : { mode: merged.mode }),
    ...text('url'),
    ...lowerPlaces(merged, place, report),
    ...text('gateway'),
    ...text('home'),
    ...text('jar'),
    ...(script === undefined
      ? {}
      : {
          script: {
            path: lowerText(script.path, child(place('script'), 'path'), 'connection', [], report),
            args: lowerTexts(script.args, child(place('script'), 'args'), 'connection', [], report),
            waits: script.waits ?? true,
          },
        }),
    ...(merged.runOn === undefined ? {} : { runOn: merged.runOn }),
    options,
    at,
  };
}

/** What finds a session cluster in place of an address. */
function lowerPlaces(
  { yarn, kubernetes }: EngineDefinition,
  place: (key: keyof EngineDefinition) => Location,
  report: Report,
): Pick<EngineNode, 'yarn' | 'kubernetes'> {
  const text = (value: string, at: Location): Text => lowerText(value, at, 'connection', [], report);
  const ofYarn = (key: string): Location => child(place('yarn'), key);
  const ofKubernetes = (key: string): Location => child(place('kubernetes'), key);
  for (const [index, address] of (yarn?.resourceManagers ?? []).entries()) {
    const at = child(ofYarn('resourceManagers'), index);
    reportSecretInAddress(address, at, say`leave user and password out of the address`, report);
  }
  return {
    ...(yarn === undefined
      ? {}
      : {
          yarn: {
            resourceManagers: lowerTexts(yarn.resourceManagers, ofYarn('resourceManagers'), 'connection', [], report),
            ...(yarn.application === undefined ? {} : { application: text(yarn.application, ofYarn('application')) }),
          },
        }),
    ...(kubernetes === undefined
      ? {}
      : {
          kubernetes: {
            cluster: text(kubernetes.cluster, ofKubernetes('cluster')),
            namespace: text(kubernetes.namespace ?? 'default', ofKubernetes('namespace')),
            port: kubernetes.port ?? 8081,
          },
        }),
  };
}
