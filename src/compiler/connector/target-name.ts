/** The compiler's back ends. A target has the name of the engine type that it prints for. */
export const TARGET_NAMES = ['flinkx', 'chunjun', 'flink-sql', 'local', 'command'] as const;

export type TargetName = (typeof TARGET_NAMES)[number];
