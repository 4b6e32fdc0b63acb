#!/usr/bin/env node
import { asError, isAssemblyAIError } from '../../errors.ts';
import { explain } from '../../explain.ts';
import { redact } from '../../redact.ts';
import { HELP, readArguments } from './arguments.ts';

/** Packages that the program needs, and that the core does not install. */
const SDK = ['@modelcontextprotocol/server', '@modelcontextprotocol/node'];

const key = process.env['ASSEMBLYAI_API_KEY']?.trim() ?? '';

main().catch((error: unknown) => {
  // Standard output belongs to the protocol.
  process.stderr.write(`Error: ${redact(sentenceOf(error), [key])}\n`);
  process.exitCode = 2;
});

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args.help) process.stdout.write(HELP);
  else await (await import('./run.ts')).run(args, { key, token: process.env['ASSEMBLYAI_MCP_TOKEN'] });
}

function sentenceOf(error: unknown): string {
  if (isAssemblyAIError(error)) return explain(error);
  const { message } = asError(error);
  const missing = SDK.find((name) => message.includes(name));
  if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND' || missing === undefined) return message;
  return `The package ${missing} is not installed. Run: npm install ${SDK.join(' ')}`;
}
