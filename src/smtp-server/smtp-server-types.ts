// The types of the package smtp-server that the adapter works with. At run time it is the developer's, and nothing of it is imported.

export type {
  SMTPServer,
  SMTPServerAddress,
  SMTPServerDataResult,
  SMTPServerDataStream,
  SMTPServerEnvelope,
  SMTPServerError,
  SMTPServerOptions,
  SMTPServerSession,
} from 'smtp-server';
