import { JavaException } from './java-exception.mjs';

const FLINKX_OPTIONS = [
  'mode',
  'job',
  'jobid',
  'pluginRoot',
  'flinkconf',
  'flinkLibJar',
  'yarnconf',
  'queue',
  'parallelism',
  'priority',
  'pluginLoadMode',
  'remotePluginPath',
  'confProp',
  'p',
  's',
  'monitor',
  'appId',
  'krb5conf',
  'keytab',
  'principal',
];
const CHUNJUN_OPTIONS = [
  'mode',
  'jobType',
  'job',
  'jobName',
  'chunjunDistDir',
  'flinkConfDir',
  'flinkLibDir',
  'hadoopConfDir',
  'confProp',
  'p',
  'pluginLoadMode',
  'remoteChunJunDistDir',
  'addjar',
  'addShipfile',
  'runMode',
];

/** Reads the command line; with `--as-java`, the JVM's part first, whose main class says which launcher is meant. */
export function readArguments(argv) {
  const rest = [...argv];
  let generation = 'flinkx';
  let temporary;
  if (rest[0] === '--as-java') {
    rest.shift();
    for (;;) {
      const argument = rest.shift();
      if (argument === undefined) return jvmRefuses('no main class');
      if (argument.startsWith('-Djava.io.tmpdir=')) temporary = argument.slice('-Djava.io.tmpdir='.length);
      if (argument === '-cp') rest.shift();
      else if (!argument.startsWith('-')) {
        if (argument === 'com.dtstack.chunjun.client.Launcher') generation = 'chunjun';
        else if (argument !== 'com.dtstack.flinkx.launcher.Launcher')
          return jvmRefuses(`Could not find or load main class ${argument}`);
        break;
      }
    }
  }
  const known = generation === 'flinkx' ? FLINKX_OPTIONS : CHUNJUN_OPTIONS;
  const options = {};
  while (rest.length > 0) {
    const flag = rest.shift();
    const name = flag.replace(/^-/, '');
    if (!flag.startsWith('-') || !known.includes(name)) {
      throw new JavaException('org.apache.commons.cli.UnrecognizedOptionException', `Unrecognized option: ${flag}`);
    }
    const value = rest.shift();
    if (value === undefined)
      throw new JavaException(
        'org.apache.commons.cli.MissingArgumentException',
        `Missing argument for option: ${name}`,
      );
    options[name] = value;
  }
  if (options.job === undefined) throw new JavaException('java.lang.RuntimeException', 'parameters of job is required');
  if (generation === 'chunjun' && options.mode === 'local') {
    throw new JavaException('java.net.MalformedURLException', 'no protocol: chunjun-connector-mysql.jar');
  }
  if (generation === 'chunjun' && options.jobType === undefined) {
    throw new JavaException('java.lang.NullPointerException', 'EJobType name cannot be null');
  }
  return { generation, options, temporary };
}

function jvmRefuses(message) {
  process.stderr.write(`Error: ${message}\n`);
  process.exit(1);
}
