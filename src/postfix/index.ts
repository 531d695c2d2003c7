// The face of smtp-tls-policy/postfix: the daemon beside Postfix, and what it answers.

export { startPostfixDaemon } from './daemon.js';
export { jsonLog } from './event-log.js';
export { constraintTransportFor, constraintTransports, orgUnitTransports, postfixConstraints } from './transports.js';

export type { PostfixDaemon } from './daemon.js';
export type { DaemonLimits, PostfixDaemonOptions, Protocol } from './daemon-options.js';
export type { EventLog, LogLevel } from './event-log.js';
export type { ListenAddress } from './listen-address.js';
export type { ConstraintTransport, OrgUnitTransport } from './transports.js';
