// A worker thread that opens the snapshot of its parent.
import { parentPort, workerData } from 'node:worker_threads';
import { openSnapshot } from 'smtp-tls-policy/snapshot';
import { hashOf } from './hash-of.mjs';

const { snapshot, recipients } = workerData;
parentPort.postMessage({ hash: hashOf(openSnapshot(snapshot), recipients), shared: snapshot instanceof SharedArrayBuffer });
