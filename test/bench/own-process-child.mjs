// The other side of own-process.mjs: loads one measurement, runs it, answers and ends.

process.once('message', async ({ module, input }) => {
  try {
    const { measure } = await import(module);
    process.send({ result: await measure(input) }, () => process.disconnect());
  } catch (error) {
    process.send({ error: error instanceof Error ? error.stack : String(error) }, () => process.disconnect());
  }
});
