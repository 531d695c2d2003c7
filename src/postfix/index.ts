// The face of smtp-tls-policy/postfix: the daemon beside Postfix, and what it answers.

export { BOUNCE_FILTER_FILE } from './bounce-filter.js';
export { postfixConfiguration } from './configuration.js';
export { startPostfixDaemon } from './daemon.js';
export { jsonLog } from './event-log.js';
export { constraintTransportFor, constraintTransports, orgUnitTransports, postfixConstraints } from './transports.js';

export type { PostfixConfiguration, PostfixConfigurationOptions } from './configuration.js';
export type { PostfixDaemon } from './daemon.js';
export type { DaemonLimits, PostfixDaemonOptions, Protocol } from './daemon-options.js';
export type { EventLog, LogLevel } from './event-log.js';
export type { ListenAddress } from './listen-address.js';
export type { DaemonAddresses } from './postfix-address.js';
export type { PostfixLimit, PostfixLimitCode } from './postfix-limits.js';
export type { ConstraintTransport, OrgUnitTransport } from './transports.js';
