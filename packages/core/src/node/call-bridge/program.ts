#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { asError, badInput, isAssemblyAIError } from '../../errors.ts';
import { explain } from '../../explain.ts';
import { redact } from '../../redact.ts';
import { startCallBridge } from './server.ts';

const HELP = `Relays Twilio Media Streams to programs that can only connect to a server.

Usage: assemblyai-call-bridge [options]

Options
  --port NUMBER      Port to listen on. Defaults to 8766.
  --host ADDRESS     Address to listen on. Defaults to 127.0.0.1. Any other needs a token.
  --public-url URL   Address in the TwiML, such as wss://calls.example.com/twilio. Checks Twilio's signature.
  --help             Show this text.

Lines
  Calls to /twilio/NAME belong to the line NAME. Listeners at /calls/NAME receive its calls, listeners at /calls all calls.

Environment
  CALL_BRIDGE_TOKEN  Token that listeners must send as ?token=..., at least 16 characters.
  TWILIO_AUTH_TOKEN  Auth token of your Twilio account. Required by --public-url.
`;

const { CALL_BRIDGE_TOKEN: token, TWILIO_AUTH_TOKEN: authToken } = process.env;

main().catch((error: unknown) => {
  const sentence = isAssemblyAIError(error) ? explain(error) : asError(error).message;
  process.stderr.write(`Error: ${redact(sentence, [token ?? '', authToken ?? ''])}\n`);
  process.exitCode = 2;
});

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8766' },
      host: { type: 'string', default: '127.0.0.1' },
      'public-url': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) process.stdout.write(HELP);
  else await run(values.host, Number(values.port), values['public-url']);
}

async function run(host: string, port: number, publicUrl: string | undefined): Promise<void> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw badInput('port', '--port must be a number from 0 to 65535.');
  }
  if (publicUrl !== undefined && authToken === undefined) {
    throw badInput('public-url', '--public-url needs the auth token of Twilio.', 'Set TWILIO_AUTH_TOKEN.');
  }
  if (publicUrl !== undefined && !/^wss:/.test(URL.canParse(publicUrl) ? new URL(publicUrl).protocol : '')) {
    throw badInput('public-url', '--public-url must start with wss://.');
  }
  const bridge = await startCallBridge({
    ...{ host, port, token },
    ...(publicUrl !== undefined && authToken !== undefined && { twilio: { authToken, publicUrl } }),
  });
  process.stderr.write(`Twilio connects to ${bridge.twilioUrl}\nListeners connect to ${bridge.callsUrl}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void bridge.close().then(() => process.exit()));
  }
}
