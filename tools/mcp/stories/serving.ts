import { request } from 'node:http';
import { MultiServerMCPClient } from '@langchain/mcp-adapters';
import { overHttp, overOldHttp, overStdio } from '../clients.ts';
import { WILDFIRES } from '../recordings.ts';
import { expectThat, idIn, type Story, submitted, Tokens } from '../story.ts';
import { inWorld } from './transcribing.ts';

const TOKEN = 'a-token-of-the-stories';

export const SERVING: readonly Story[] = [
  {
    name: "LangChain's MCP adapters, over HTTP and over standard input",
    tell: () =>
      inWorld(
        async (world) => {
          const { url } = await world.serve({ waitMs: 700 });
          const { command, args, env } = world.command();
          const client = new MultiServerMCPClient({
            // An absolute limit. The tool returns before it.
            defaultToolTimeout: 3_000,
            mcpServers: { http: { url }, stdio: { transport: 'stdio', command, args, env, stderr: 'pipe' } },
          });
          const tokens = new Tokens();
          try {
            const [http, stdio] = [await client.getTools('http'), await client.getTools('stdio')];
            expectThat(http.length === stdio.length && http.length > 8, 'the same tools');
            const call = async (tools: typeof http, name: string, input: object): Promise<string> => {
              const tool = tools.find((one) => one.name === name)!;
              const answer: unknown = await tool.invoke(input as never);
              return tokens.count(typeof answer === 'string' ? answer : JSON.stringify(answer));
            };
            const started = await submitted(() => call(http, 'transcribe', { audio: WILDFIRES, speaker_labels: true }));
            expectThat(started.includes('Call wait_for_transcript'), started);
            const id = idIn(started);
            let text = started;
            for (let calls = 0; !text.startsWith('The transcript is finished') && calls < 9; calls++) {
              text = await call(http, 'wait_for_transcript', { transcript_id: id });
            }
            expectThat(text.startsWith('The transcript is finished'), text);
            const found = await call(stdio, 'find_in_transcripts', { words: ['particulate matter'] });
            expectThat(/\d match(?:es)? in transcript/.test(found), found);
            const failure = await call(http, 'read_transcript', { transcript_id: id, chapter: '99' }).catch(String);
            expectThat(/There is no chapter 99/.test(failure), failure);
            return { seen: `${http.length} tools, ${failure.slice(0, 60)}`, tokens: tokens.counts };
          } finally {
            await client.close();
          }
        },
        { timing: { processingMs: 1_500 } },
      ),
  },
  {
    name: 'resources and prompts, with both generations of the official client',
    tell: () =>
      inWorld(async (world) => {
        const { url } = await world.serve();
        const [session, old] = [await overHttp(url), await overOldHttp(url)];
        const tokens = new Tokens();
        const id = idIn(tokens.of(await session.call('transcribe', { audio: WILDFIRES })));
        const uris = await old.resources();
        expectThat(uris.includes(`assemblyai://transcripts/${id}`), uris.join());
        let uri: string | undefined = `assemblyai://transcripts/${id}/from/1`;
        let parts = 0;
        for (; uri !== undefined; parts++) {
          const text: string = tokens.count(await old.resource(uri));
          [, uri] = /Continued in (\S+)$/.exec(text) ?? [];
        }
        tokens.count(await session.resource(`assemblyai://transcripts/${id}`));
        const options = tokens.count(await session.resource('assemblyai://options'));
        expectThat(options.includes('- sentiment_analysis: ') && !options.includes('webhook'), options);
        const prompts = await session.prompts();
        expectThat(prompts.length >= 10, `${prompts.length} prompts`);
        const prompt = tokens.count(await old.prompt('meeting_notes', { audio: WILDFIRES }));
        expectThat(prompt.includes(WILDFIRES) && prompt.includes('Call transcribe'), prompt);
        await Promise.all([session.close(), old.close()]);
        return { seen: `${uris.length} resources, ${parts} parts, ${prompts.length} prompts`, tokens: tokens.counts };
      }),
  },
  {
    name: 'HTTP: no token, a wrong token, a foreign origin, a foreign host name',
    tell: () =>
      inWorld(async (world) => {
        const { url } = await world.serve({}, { token: TOKEN });
        const status = (headers: Record<string, string>): Promise<number> => statusOf(url, headers);
        const right = { authorization: `Bearer ${TOKEN}` };
        const seen = {
          'no token': await status({}),
          'wrong token': await status({ authorization: `Bearer ${TOKEN}x` }),
          'foreign origin': await status({ ...right, origin: 'https://evil.example' }),
          'null origin': await status({ ...right, origin: 'null' }),
          'foreign host': await status({ ...right, host: 'evil.example' }),
          'right token': await status(right),
        };
        expectThat(Object.values(seen).join() === '401,401,403,403,403,200', JSON.stringify(seen));
        const open = await world.serve().then(
          () => 'open',
          () => 'refused',
        );
        const elsewhere = await world.serve({}, { host: '0.0.0.0' }).catch(String);
        expectThat(open === 'open' && String(elsewhere).includes('needs a token'), String(elsewhere));
        const session = await overOldHttp(url, right);
        await session.close();
        return {
          seen: Object.entries(seen)
            .map((pair) => pair.join(' '))
            .join(', '),
          tokens: [],
        };
      }),
  },
  {
    name: 'what a model gets wrong: each failure says what to do, and none has the key',
    tell: () =>
      inWorld(async (world) => {
        const { key, standIn } = world;
        const session = await overHttp((await world.serve()).url);
        const tokens = new Tokens();
        const wrong: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
          ['transcribe', {}, /audio/],
          ['transcribe', { audio: 'http://169.254.169.254/latest/meta-data' }, /public https/],
          ['transcribe', { audio: 'https://localhost/a.mp3' }, /public https/],
          ['transcribe', { audio: 'call.wav' }, /may not read local files/],
          ['transcribe', { audio: 'https://www.youtube.com/watch?v=1' }, /YouTube/],
          ['transcribe', { audio: WILDFIRES, speaker_lables: true }, /Did you mean speaker_labels/],
          ['transcribe', { audio: WILDFIRES, options: { webhook_url: 'https://evil.example' } }, /webhook_url/],
          ['transcribe', { audio: WILDFIRES, options: { additional_params: { webhook_url: 'x' } } }, /webhook_url/],
          ['read_transcript', { transcript_id: 'no-such-id' }, /no-such-id|not found|does not exist/i],
          ['wait_for_transcript', { transcript_id: '../lemur' }, /transcript/i],
          ['ask_transcripts', { question: 'Why?', transcript_ids: [] }, /transcript_ids/],
          ['find_in_transcripts', { words: [] }, /words/],
        ];
        for (const [name, args, expected] of wrong) {
          const text = tokens.ofFailure(await session.call(name, args));
          expectThat(expected.test(text), `${name} ${JSON.stringify(args)}: ${text}`);
          expectThat(!text.includes(key), 'no key');
        }
        standIn.control.add({ fault: 'echo-key-body', times: 1, match: { method: 'GET', path: '/v2/transcript' } });
        const echoed = tokens.ofFailure(await session.call('list_transcripts', {}));
        expectThat(!echoed.includes(key) && echoed.includes('redacted'), echoed);
        expectThat(standIn.jobs().length === 0, 'no job was started');
        await session.close();
        return { seen: `${wrong.length + 1} failures, no job`, tokens: tokens.counts };
      }),
  },
  {
    name: 'the program without a key, with a wrong option, and with --help',
    tell: () =>
      inWorld(async (world) => {
        const fails = async (command: ReturnType<typeof world.command>): Promise<string> =>
          overStdio(command).then(
            () => 'started',
            () => 'ended',
          );
        const { env, ...command } = world.command();
        const { ASSEMBLYAI_API_KEY: _, ...without } = env;
        const seen = [await fails({ ...command, env: without }), await fails(world.command('--folders', '/tmp'))];
        expectThat(seen.join() === 'ended,ended', seen.join());
        return { seen: 'it ends with an error on standard error', tokens: [] };
      }),
  },
];

/** The status of the first message of a client with these headers. `fetch` does not send a foreign host name. */
function statusOf(url: string, headers: Record<string, string>): Promise<number> {
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'story', version: '1' } },
  });
  const standard = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers: { ...standard, ...headers } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
