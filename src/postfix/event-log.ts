// Structured logs: one JSON object a line.

/** How much an event matters. */
export type LogLevel = 'debug' | 'info' | 'warning' | 'error';
/** Least urgent first. */
export const LOG_LEVELS: readonly LogLevel[] = ['debug', 'info', 'warning', 'error'];

/** Where the daemon tells what happens. */
export interface EventLog {
  log(level: LogLevel, event: string, fields?: Readonly<Record<string, unknown>>): void;
}

/**
 * A log of the events that are at least so urgent.
 *
 * @example jsonLog(write, 'info').log('info', 'listening', { protocol: 'socketmap', address: '127.0.0.1:4711' })
 */
export function jsonLog(write: (line: string) => void, least: LogLevel, now: () => Date = () => new Date()): EventLog {
  return {
    log: (level, event, fields = {}) => {
      if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(least)) return;
      write(`${JSON.stringify({ time: now().toISOString(), level, event, ...fields })}\n`);
    },
  };
}

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
