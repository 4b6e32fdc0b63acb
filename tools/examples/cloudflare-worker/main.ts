/**
 * Runs the Worker in workerd, with the stand-in in place of AssemblyAI. Open the printed address in a browser.
 *
 *   nx cloudflare-worker examples
 */
import { startStandIn } from '@aai-connectors/stand-in';
import { audioPath } from '@aai-connectors/stand-in/recordings';
import { untilStopped } from '../calls/program.ts';
import { startWorker } from './workerd.ts';

const standIn = await startStandIn({ timing: { processingMs: 3_000 } });
const worker = await startWorker({ ASSEMBLYAI_API_KEY: standIn.keys[0]!, ASSEMBLYAI_HOST: standIn.hosts.api }, 8_787);
process.stdout.write(`Open ${String(await worker.ready)} and upload ${audioPath('dialogue')}\n`);
await untilStopped();
await worker.dispose();
await standIn.close();
