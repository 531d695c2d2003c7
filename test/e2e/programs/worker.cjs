// A worker thread that opens the snapshot of its parent, as CommonJS.
const { parentPort, workerData } = require('node:worker_threads');
const { openSnapshot } = require('smtp-tls-policy/snapshot');

void import('./hash-of.mjs').then(({ hashOf }) => {
  const { snapshot, recipients } = workerData;
  parentPort.postMessage({ hash: hashOf(openSnapshot(snapshot), recipients), shared: snapshot instanceof SharedArrayBuffer });
});
