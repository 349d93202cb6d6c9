import type { CompilationResult, NormalisedAlerts } from '../compiler/index.ts';

/** The channels that pipelines of an environment tell, by name, with the language that they are told in. */
export function alertChannels(
  pipelines: Pick<CompilationResult, 'pipelines'>['pipelines'],
): ReadonlyMap<
  string,
  { readonly channel: NormalisedAlerts['channels'][string]; readonly language: NormalisedAlerts['language'] }
> {
  const found = pipelines.flatMap(({ artefact }) => {
    const { channels = {}, language = 'en' } = artefact.pipeline.alerts ?? {};
    return Object.entries(channels).map(([name, channel]) => [name, { channel, language }] as const);
  });
  return new Map(found.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
