/**
 * Runs the fault matrix and the benchmarks, and keeps what they print for the pages of the site, with the date and the
 * machine. Takes many minutes; nothing else should run at the same time.
 *
 *   npx nx measure site [-- names, such as faults upload]
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem, type } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import type { Measured } from '../content/docs/measured.ts';

interface Subject {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly command: readonly [script: string, ...args: string[]];
}

const SUBJECTS: readonly Subject[] = [
  {
    name: 'faults',
    title: 'Fault matrix',
    about: 'Every operation against every fault.',
    command: ['faults'],
  },
  {
    name: 'upload',
    title: 'Upload of 2 GiB',
    about: 'Memory and throughput of an upload with the core client and with plain fetch.',
    command: ['bench:upload'],
  },
  {
    name: 'streaming',
    title: 'Live sessions',
    about: 'Processor time, added latency and memory of live sessions with the core, plain ws and the official SDK.',
    command: ['bench:streaming'],
  },
  {
    name: 'langchain',
    title: 'LangChain.js loaders',
    about: 'Time, requests and memory of this loader and the community loader.',
    command: ['bench:langchain'],
  },
  {
    name: 'retrieval',
    title: 'Retrieval',
    about: 'Questions whose answering moment is found, among ten hours of invented conversations.',
    command: ['bench:retrieval'],
  },
  {
    name: 'size',
    title: 'Size in a browser',
    about: 'Bytes of each entry point after bundling, minified and compressed.',
    command: ['size'],
  },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SUBJECTS.some((subject) => subject.name === name));
if (unknown.length > 0)
  throw new Error(`Unknown: ${unknown.join(', ')}. Choose from ${SUBJECTS.map(({ name }) => name).join(', ')}.`);

const machine = `${type()}, ${cpus().length} × ${cpus()[0]!.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB`;

for (const { name, title, about, command } of SUBJECTS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const { status, stdout } = spawnSync('npm', ['run', '-s', ...command], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NX_TUI: 'false' },
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`${command.join(' ')} failed:\n${stdout}`);
  const measured: Measured = {
    date: new Date().toISOString().slice(0, 10),
    machine,
    node: process.versions.node,
    command: `npm run -s ${command.join(' ')}`,
    title,
    about,
    output: withoutNx(stripVTControlCharacters(stdout)),
  };
  writeFileSync(new URL(`${name}.json`, import.meta.url), `${JSON.stringify(measured, null, 2)}\n`);
  process.stdout.write(`${name}: ${measured.output.split('\n').length} lines\n`);
}

/** What the program itself printed. */
function withoutNx(output: string): string {
  const lines = output.split('\n').filter((line) => !/^(?:\s*>? ?NX |> |\s*✔|—+$|-+$)/.test(line));
  // Its summary follows after several empty lines.
  return lines
    .join('\n')
    .split(/\n\s*\n\s*\n\s*\n/)[0]!
    .trim();
}
