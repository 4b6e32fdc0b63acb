/**
 * Compares what live sessions lose when their connection breaks: the core, the official SDK and the SDK of Deepgram in
 * a reconnect loop, and the SDK of Gladia with its own reconnecting. Each runs in its own process and real time against the service
 * of the live simulation, which speaks its protocol, and all are cut at the same moments.
 *
 *   npm run -s peers:streaming [-- --seconds 100 --cuts 10 --rounds 3]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { conversation, type Random, seeded } from '@aai-connectors/live-simulation';
import { type Certificate, createCertificate } from '../streaming/certificate.ts';
import { type PeerId, PEERS } from './clients.ts';
import type { ReportedWord } from './reconnect-loop.ts';
import { type Score, scoreOf } from './score.ts';
import { startPeerService } from './service.ts';
import type { Assignment, Report } from './speaker.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '100' },
    cuts: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
  },
});
const totalMs = Number(values.seconds) * 1000;
const cuts = Number(values.cuts);
const rounds = Number(values.rounds);

/** Time without cuts at the beginning and the end, ms. */
const QUIET_MS = 3000;

type Result = Score & { readonly connections: number };

/** Moments in equal parts of the audio, at any time within each. */
function cutTimes(random: Random): readonly number[] {
  const partMs = (totalMs - 2 * QUIET_MS) / cuts;
  return Array.from({ length: cuts }, (_, at) => QUIET_MS + (at + random() * 0.8) * partMs);
}

async function run(peer: PeerId, seed: number, certificate: Certificate): Promise<Result> {
  const words = conversation(totalMs, seeded(seed));
  const service = await startPeerService(PEERS[peer].dialect, words, seed, certificate);
  const child = fork(fileURLToPath(new URL('speaker.ts', import.meta.url)), [], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate.cert, NODE_NO_WARNINGS: '1' },
  });
  const ended = new AbortController();
  try {
    child.send({ peer, base: service.base, totalMs, seed } satisfies Assignment);
    const reported = await wordsOf(child, () => {
      for (const ms of cutTimes(seeded(seed + 1000))) {
        void pause(ms, undefined, { signal: ended.signal }).then(service.cut, () => undefined);
      }
    });
    return { ...scoreOf(words, reported), connections: service.connections };
  } finally {
    ended.abort();
    child.kill();
    service.close();
  }
}

function wordsOf(child: ChildProcess, onStarted: () => void): Promise<readonly ReportedWord[]> {
  return new Promise((resolve, reject) => {
    child.on('message', (report: Report) => {
      if (report === 'started') onStarted();
      else resolve(report.words);
    });
    child.once('exit', (code) => reject(new Error(`A client ended with code ${code} before its report.`)));
  });
}

const folder = await mkdtemp(join(tmpdir(), 'peers-'));
const results = new Map<PeerId, Result[]>();
try {
  const certificate = createCertificate(folder);
  const peers = Object.keys(PEERS) as PeerId[];
  for (let round = 1; round <= rounds; round++) {
    const scores = await Promise.all(peers.map((peer) => run(peer, round, certificate)));
    for (const [at, peer] of peers.entries()) results.set(peer, [...(results.get(peer) ?? []), scores[at]!]);
  }
} finally {
  await rm(folder, { recursive: true });
}

const each = (scores: readonly Result[], of: (score: Result) => number): string => scores.map(of).join(', ');
const columns: readonly (readonly [string, (score: Result) => number])[] = [
  ['connections', ({ connections }) => connections],
  ['words spoken', ({ spoken }) => spoken],
  ['lost', ({ lost }) => lost],
  ['doubled', ({ doubled }) => doubled],
  ['at a wrong time', ({ misplaced }) => misplaced],
  ['with the position added', ({ misplacedFromBase }) => misplacedFromBase],
];
process.stdout.write(
  `Live sessions whose connection breaks: ${values.seconds} s of speech in real time, ${cuts} cuts, ${rounds} rounds (one figure each), Node ${process.versions.node}\n\n` +
    `| client | ${columns.map(([name]) => name).join(' | ')} |\n|${' --- |'.repeat(columns.length + 1)}\n`,
);
for (const [peer, scores] of results) {
  process.stdout.write(`| ${PEERS[peer].name} | ${columns.map(([, of]) => each(scores, of)).join(' | ')} |\n`);
}
process.stdout.write(
  '\nA caller that reconnects keeps the words of the last partial result, which is the best it can do without the audio.\n' +
    'The service recognizes every word and starts again with each connection, as AssemblyAI does: its times then count from 0.\n' +
    "The position is where in the audio the caller started to send on a connection; it adds that to the times. Gladia's own\n" +
    'service resumes a session, so that its SDK need not correct times; this one does not.\n',
);
const isExact = results.get('core')!.every(({ lost, doubled, misplaced }) => lost + doubled + misplaced === 0);
if (!isExact) process.exitCode = 1;
