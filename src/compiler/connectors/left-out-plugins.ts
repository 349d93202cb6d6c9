/** A plugin that lies in the engine's sources and that no connector is made of. */
export interface LeftOutPlugin {
  readonly engine: 'flinkx' | 'chunjun';
  /** The names under which a job file might ask for it. */
  readonly plugins: readonly string[];
  readonly reason: string;
  /** What to use in its place, if there is something. */
  readonly instead?: string;
}

/** Every reader and writer that FlinkX 1.11 or ChunJun 1.16 has in its sources, or had, and that cannot run a job. */
export const LEFT_OUT_PLUGINS: readonly LeftOutPlugin[] = [
  {
    engine: 'flinkx',
    plugins: ['phoenixreader', 'phoenixwriter'],
    reason: 'Its module is not part of the build, so no installation has it.',
    instead: 'phoenix5',
  },
  {
    engine: 'flinkx',
    plugins: ['kafka09reader', 'kafka09writer'],
    reason: 'Removed before 1.11; Kafka 0.9 needs FlinkX 1.10 or older.',
    instead: 'kafka10',
  },
  {
    engine: 'chunjun',
    plugins: ['filereader', 'filewriter'],
    reason: 'It exists for SQL jobs only: no JSON job can name it.',
    instead: 'ftp',
  },
  {
    engine: 'chunjun',
    plugins: ['nebulareader', 'nebulawriter'],
    reason: 'It exists for SQL jobs only: no JSON job can name it.',
  },
  {
    engine: 'chunjun',
    plugins: ['rocketmqreader'],
    reason: 'It exists for SQL jobs only: no JSON job can name it.',
  },
  { engine: 'chunjun', plugins: ['rabbitmqreader'], reason: 'It exists for SQL jobs only: no JSON job can name it.' },
];
