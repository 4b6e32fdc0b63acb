import { parseArgs } from 'node:util';
import { REGIONS, type Region } from '@aai-connectors/core';
import { startRecorder } from './recorder.ts';

const HELP = `Records real traffic with the AssemblyAI API as a fixture, without its secrets.

  npm run record -- NAME [--out FOLDER] [--region us|eu] [--port PORT] [--target URL]

Send the requests of a client to the printed addresses, and press Ctrl-C to save the recording.
Keys, tokens, upload links, signed links and webhook secrets are replaced before anything is written.
Of audio, only the length and the SHA-256 are kept; of live audio, only the length. Each live session becomes a separate file,
which "npm run stand-in -- --replay FILE" replays. Transcripts are kept, so use audio that you may share.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'tools/recorder/recorded' },
    region: { type: 'string', default: 'us' },
    port: { type: 'string' },
    target: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
const [name] = positionals;

if (values.help === true || name === undefined || !/^[\w-]+$/.test(name)) {
  process.stdout.write(HELP);
  process.exit(values.help === true ? 0 : 2);
}

const regional = REGIONS[values.region as Region] ?? REGIONS.us;
const targets =
  values.target === undefined
    ? { api: regional.api, llm: regional.llm, streaming: regional.streaming ?? regional.api }
    : { api: values.target, llm: `${values.target}/v1`, streaming: values.target };

const recorder = await startRecorder({ targets, ...(values.port !== undefined && { port: Number(values.port) }) });
process.stdout.write(`Recording "${name}". Give a client these hosts, and your key as usual:
  api        ${recorder.hosts.api}
  llm        ${recorder.hosts.llm}
  streaming  ${recorder.hosts.streaming}
Ctrl-C writes the recording.
`);

process.once('SIGINT', () => {
  recorder
    .save(values.out, name)
    .then((paths) => process.stdout.write(`\nWrote ${paths.join(', ')}\n`))
    .catch((error: Error) => {
      process.stderr.write(`\n${error.message}\n`);
      process.exitCode = 1;
    })
    .finally(() => void recorder.close());
});
