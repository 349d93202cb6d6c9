/** An exception as Java prints it; `causes` from the outside in. */
export class JavaException extends Error {
  constructor(className, message, causes = []) {
    super(message);
    this.className = className;
    this.causes = causes;
  }

  /** The text of an uncaught exception on stderr. */
  printed() {
    const frames =
      '\tat com.dtstack.flinkx.Main.main(Main.java:105)\n\tat com.dtstack.flinkx.launcher.Launcher.main(Launcher.java:126)';
    const causes = this.causes.map(([className, message]) => `Caused by: ${head(className, message)}\n\t... 12 more`);
    return [`Exception in thread "main" ${head(this.className, this.message)}`, frames, ...causes].join('\n');
  }
}

/** A failure inside the running job, wrapped as Flink wraps it. */
export function jobFailure(className, message) {
  return new JavaException('org.apache.flink.runtime.client.JobExecutionException', 'Job execution failed.', [
    ['org.apache.flink.runtime.JobException', 'Recovery is suppressed by NoRestartBackoffTimeStrategy'],
    [className, message],
  ]);
}

function head(className, message) {
  return message === '' ? className : `${className}: ${message}`;
}
