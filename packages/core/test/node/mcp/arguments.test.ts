import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HELP, readArguments } from '../../../src/node/mcp/arguments.ts';

describe('the arguments of the MCP server', () => {
  it('have defaults that read no file and open no port', () => {
    expect(readArguments([])).toMatchObject({
      folders: [],
      journal: join(homedir(), '.assemblyai-mcp', 'jobs.jsonl'),
      region: 'us',
      http: undefined,
    });
  });

  it('are read', () => {
    const args = ['--folder', 'a', '--folder', '/b', '--region', 'eu', '--max-hours', '1.5', '--allow-link', 'NAS.lan'];
    expect(readArguments([...args, '--http', '--port', '0', '--allow-host', 'mcp.test'])).toMatchObject({
      folders: [resolve('a'), resolve('/b')],
      region: 'eu',
      maxHours: 1.5,
      linkHosts: ['nas.lan'],
      http: { host: '127.0.0.1', port: 0, allowedHosts: ['mcp.test'], allowedOrigins: [] },
    });
  });

  it.each([
    [['--region', 'asia'], '--region must be us or eu, not asia.'],
    [['--max-hours', 'many'], '--max-hours must be a number above 0, not many.'],
    [['--http', '--port', '70000'], '--port must be a number from 0 to 65535, not 70000.'],
    [['--api', 'ftp://a'], '--api must be an address such as https://proxy.example.com, not ftp://a.'],
    [['--folders', 'a'], "Unknown option '--folders'."],
    [['stray'], /Unexpected argument 'stray'/],
  ] as const)('are refused: %j', (args, message) => {
    expect(() => readArguments(args)).toThrow(expect.objectContaining({ code: 'bad_input' }));
    expect(() => readArguments(args)).toThrow(message);
  });

  it('are all in the help', () => {
    for (const name of [
      'folder',
      'journal',
      'region',
      'model',
      'max-hours',
      'allow-link',
      'api',
      'http',
      'port',
      'host',
    ]) {
      expect(HELP).toContain(`--${name}`);
    }
  });
});
