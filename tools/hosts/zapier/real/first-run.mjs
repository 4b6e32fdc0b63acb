// Loads an unzipped build and runs one function of it, as the platform does for the first step in a new process. Prints
// the time from the start of loading to the end of the run, and the processor time of both, in milliseconds. Plain
// JavaScript, because the platform's Node runs no TypeScript.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, event] = process.argv.slice(2);
console.log = () => undefined;
const processorMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const before = { wall: performance.now(), processor: processorMs() };
const { handler } = await import(pathToFileURL(join(folder, 'zapierwrapper.js')).href);
const loaded = { wall: performance.now(), processor: processorMs() };
const { results } = await handler(JSON.parse(event));
const after = { wall: performance.now(), processor: processorMs() };
const between = (key) => ({ load: loaded[key] - before[key], run: after[key] - loaded[key] });
process.stdout.write(JSON.stringify({ wall: between('wall'), processor: between('processor'), id: results.id }));
process.exit(0);
