/** The compiler's back ends. A target has the name of the engine type that it prints for. */
export const TARGET_NAMES = ['flinkx', 'chunjun', 'flink-sql', 'local', 'command'] as const;

/** One of {@link TARGET_NAMES}. */
export type TargetName = (typeof TARGET_NAMES)[number];
